/** The area whose offices and lines are meant. */
import { Cascader } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAreaTree } from '../../../forms/AreaField';

export function AreaChoice({ value, onChange }: { value: string; onChange: (value: string | undefined) => void }) {
  const { t } = useTranslation();
  const path = value ? [value.slice(0, 6), value].filter((code, i, all) => all.indexOf(code) === i) : undefined;
  return (
    <label>
      {t('filter.area')}
      <Cascader
        options={useAreaTree('')} value={path} changeOnSelect showSearch allowClear placeholder={t('filter.all')}
        onChange={(codes) => onChange(codes?.[codes.length - 1] as string | undefined)}
      />
    </label>
  );
}
