/** Says that positions on the page are coarse, and how coarse. */
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';

export function Coarse({ metres }: { metres: number }) {
  const { t } = useTranslation('boundaries');
  if (metres <= 0) return null;
  return <p className="coarse" role="note">{t('coarse', { metres: number(metres) })}</p>;
}
