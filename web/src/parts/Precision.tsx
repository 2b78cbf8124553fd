/** How the position of a facility is known; by village or township only, it is told to be approximate. */
import { useTranslation } from 'react-i18next';
import './precision.css';

/** Whether distances from such a position are approximate. */
export const isCoarse = (precision: string | undefined) => precision === 'village' || precision === 'township';

export function Precision({ precision }: { precision: string | undefined }) {
  const { t } = useTranslation();
  if (!precision) return null;
  const words = t(`precision.${precision}` as 'precision.phone', { defaultValue: precision });
  return <small className={isCoarse(precision) ? 'precision coarse' : 'precision'}>{isCoarse(precision) ? t('approximate', { words }) : words}</small>;
}
