/** The sites of a scenario that is being drawn, each to be changed by keyboard. */
import { Button, Input, InputNumber, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Precision } from '../../../parts/Precision';
import { Wide } from '../../../parts/Wide';
import type { Drawn } from './drawn';

interface Props {
  sites: Drawn[];
  selected: string | undefined;
  onSelect: (key: string) => void;
  onMove: (key: string) => void;
  onChange: (key: string, to: Partial<Drawn>) => void;
  onRemove: (key: string) => void;
}

export function SitesTable({ sites, selected, onSelect, onMove, onChange, onRemove }: Props) {
  const { t } = useTranslation('siting');
  if (sites.length === 0) return <p className="muted">{t('noSitesYet')}</p>;
  const degrees = (one: Drawn, field: 'lon' | 'lat', most: number) => (
    <InputNumber controls={false} aria-label={`${one.name} ${t(field)}`} min={-most} max={most} value={one[field]} disabled={!!one.facility_id} onChange={(value) => value !== null && onChange(one.key, { [field]: value })} />
  );
  const amount = (one: Drawn, field: 'capacity' | 'price') => (
    <InputNumber controls={false} aria-label={`${one.name} ${t(field === 'price' ? 'price' : 'places')}`} min={0} precision={field === 'capacity' ? 0 : undefined} value={one[field]} onChange={(value) => onChange(one.key, { [field]: value })} />
  );
  return (
    <Wide label={t('sites')}>
      <Table<Drawn>
        rowKey="key" size="small" dataSource={sites} pagination={false} rowClassName={(one) => (one.key === selected ? 'selected-row' : '')}
        columns={[
          { title: t('site'), render: (_, one) => <><Input aria-label={`${one.name} ${t('name')}`} value={one.name} maxLength={200} onChange={(event) => onChange(one.key, { name: event.target.value })} className="site-name" /> <Precision precision={one.precision} /></> },
          { title: t('lon'), render: (_, one) => degrees(one, 'lon', 180) },
          { title: t('lat'), render: (_, one) => degrees(one, 'lat', 90) },
          { title: t('places'), render: (_, one) => amount(one, 'capacity') },
          { title: t('price'), render: (_, one) => amount(one, 'price') },
          {
            title: t('action'),
            render: (_, one) => (
              <div className="row-actions">
                <Button size="small" aria-label={t('explainOne', { name: one.name })} onClick={() => onSelect(one.key)}>{t('explainPlace')}</Button>
                {!one.facility_id && <Button size="small" aria-label={t('moveOne', { name: one.name })} onClick={() => onMove(one.key)}>{t('move')}</Button>}
                {!one.facility_id && <Button size="small" danger aria-label={t('removeOne', { name: one.name })} onClick={() => onRemove(one.key)}>{t('remove')}</Button>}
              </div>
            ),
          },
        ]}
      />
    </Wide>
  );
}
