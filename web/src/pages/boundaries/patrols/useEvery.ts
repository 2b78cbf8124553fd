/** How often, in words: every month, every three months. */
import { useTranslation } from 'react-i18next';

export function useEvery(): (months: number) => string {
  const { t } = useTranslation('findings');
  return (months) => (months === 1 ? t('patrols.monthly') : t('patrols.months', { count: months }));
}
