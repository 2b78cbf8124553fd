/** Words of the settings that depend on values. */
import { useTranslation } from 'react-i18next';

/** The side of a grid, as people say it. */
export function useGrain(): (metres: number) => string {
  const { t } = useTranslation('boundaryrules');
  return (metres) => {
    if (metres === 0) return t('exact');
    return metres < 1000 ? t('coarseM', { metres }) : t('coarseKm', { km: metres / 1000 });
  };
}

/** Roles of accounts, and the public. */
export function useRoleName(): (role: string) => string {
  const { t } = useTranslation('boundaryrules');
  const { t: tm } = useTranslation();
  return (role) => (role === 'public' ? t('public') : tm(`role.${role as 'viewer'}`, { defaultValue: role }));
}
