/** A township, or a village in it. */
import { useTranslation } from 'react-i18next';
import { AreaField, VillageField } from '../../../forms/AreaField';

interface Props {
  value?: string;
  onChange?: (code: string | undefined) => void;
  id?: string;
}

export function ServedAreaField({ value, onChange, id }: Props) {
  const { t } = useTranslation('facilitylife');
  const township = value?.slice(0, 9);
  return (
    <span className="served-area">
      <AreaField id={id} value={township} onChange={onChange} />
      <label>
        {t('village')}
        <VillageField township={township} value={value && value.length === 12 ? value : undefined} onChange={(code) => onChange?.(code ?? township)} />
      </label>
    </span>
  );
}
