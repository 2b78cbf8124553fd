/** Inspections of patrols, to be linked with a walk: the newest ones of the area. */
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../../api/lists';
import type { StoredInspection } from '../../../api/types';
import { time } from '../../../lib/format';

interface Props {
  value?: string[];
  onChange?: (value: string[]) => void;
  id?: string;
  /** Those that are linked already. */
  without?: string[];
}

export function InspectionsField({ value, onChange, id, without = [] }: Props) {
  const { t } = useTranslation('findings');
  const area = Form.useWatch('area_code') as string | undefined;
  const { items, loading } = usePages<StoredInspection>('/boundaries/inspections', { area, limit: 200, standing: true });
  const offered = items.filter((one) => one.kind === 'patrol' && !without.includes(one.id));
  return (
    <Select
      id={id} mode="multiple" value={value} onChange={onChange} loading={loading} showSearch={{ optionFilterProp: 'label' }} placeholder={t('patrols.chooseInspections')}
      options={offered.map((one) => ({ value: one.id, label: `${time(one.observed_at)} ${one.marker || one.line || ''} ${one.observer}` }))}
    />
  );
}
