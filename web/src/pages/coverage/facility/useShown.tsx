/** What a field of a row looks like in its table. */
import { useTranslation } from 'react-i18next';
import { none, number } from '../../../lib/format';
import type { PartField, Row } from './life';

/** Fields without a day speak of since ever. */
const everFields = ['from_on', 'on_day'];

export function useShown(stages: { value: string; label: string }[] = []): (field: PartField, row: Row) => string {
  const { t } = useTranslation('facilitylife');
  return ({ name, kind }, row) => {
    const value = row[name];
    if (value === null || value === undefined || value === '') return kind === 'date' && everFields.includes(name) ? t('ever') : none;
    switch (kind) {
      case 'measure': return t(`measures.${String(value)}` as 'measures.plots');
      case 'matter': return t(`matters.${String(value)}` as 'matters.land');
      case 'contactRole': return t(`contactRoles.${String(value)}` as 'contactRoles.head');
      case 'serviceRole': return t(`serviceRoles.${String(value)}` as 'serviceRoles.shared');
      case 'stage': return stages.find((one) => one.value === value)?.label ?? String(value);
      case 'area': return row.name ? `${String(row.name)} ${String(value)}` : String(value);
      case 'percent': return `${number(Number(value), 1)} %`;
      case 'number': return name === 'year' ? String(value) : number(Number(value));
      default: return String(value);
    }
  };
}
