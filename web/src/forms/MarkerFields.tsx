import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { get } from '../api/client';
import type { Line, Page } from '../api/types';
import { AreaField, useAreaTree } from './AreaField';
import { type BodyProps, ChoiceField, DateField, NumberField, TextField } from './fields';
import { PositionField } from './PositionField';
import { Witnesses } from './Witnesses';

const types = ['single', 'double', 'triple'] as const;
const sides = ['S', 'Q', 'A', 'B', 'C', 'D', 'E'] as const;
const materials = ['stone', 'granite', 'reinforced_concrete', 'other'] as const;
const grades = ['province', 'prefecture', 'county', 'township'] as const;

export function MarkerFields({ touched, isNew }: BodyProps) {
  const { t } = useTranslation();
  const { data: lines } = useQuery({
    queryKey: ['lines', 'all'],
    queryFn: ({ signal }) => get<Page<Line>>('/boundaries/lines', { limit: 1000 }, signal),
    select: (page) => page.items.map((line) => ({ value: line.code, label: `${line.name} ${line.code}` })),
    staleTime: 10 * 60_000,
  });
  const counties = useAreaTree('').map(({ value, label }) => ({ value, label }));
  return (
    <>
      <TextField name="number" label={t('field.number')} required />
      <ChoiceField name="lines" label={t('field.lines')} required multiple options={lines ?? []} />
      <div className="pair">
        <ChoiceField name="type" label={t('field.type')} required options={types.map((value) => ({ value, label: t(`markerType.${value}`) }))} />
        <ChoiceField name="side" label={t('field.side')} options={sides.map((value) => ({ value, label: value }))} clear />
      </div>
      <div className="pair">
        <ChoiceField name="faces" label={t('field.faces')} options={[2, 3].map((value) => ({ value, label: String(value) }))} clear />
        <ChoiceField name="material" label={t('field.material')} clear options={materials.map((value) => ({ value, label: t(`material.${value}`) }))} />
      </div>
      <ChoiceField name="grade" label={t('field.grade')} options={grades.map((value) => ({ value, label: t(`level.${value}`) }))} />
      <PositionField required touched={touched} />
      <div className="pair">
        <NumberField name="northing" label={t('field.northing')} unit="m" extra={t('form.gridHint')} />
        <NumberField name="easting" label={t('field.easting')} unit="m" />
      </div>
      <div className="pair">
        <NumberField name="height_m" label={t('field.height_m')} unit="m" min={-500} />
        <NumberField name="accuracy_m" label={t('field.position_sigma')} unit="m" />
      </div>
      <TextField name="position_source" label={t('field.position_source')} />
      <Form.Item name="managing_area" label={t('field.managing_area')} rules={[{ required: true, message: t('form.required') }]}>
        <AreaField all />
      </Form.Item>
      <ChoiceField name="co_area" label={t('field.co_area')} multiple options={counties} />
      <div className="pair">
        <TextField name="responsible_basis" label={t('field.responsible_basis')} />
        <DateField name="responsible_basis_on" label={t('field.responsible_basis_on')} />
      </div>
      <DateField name="erected_on" label={t('field.erected_on')} />
      <Witnesses legend={t('field.witnesses')} />
      <TextField name="description" label={t('field.description')} rows={2} />
      {!isNew && (
        <ChoiceField name="status" label={t('field.status')} options={(['standing', 'lost'] as const).map((value) => ({ value, label: t(`markerStatus.${value}`) }))} />
      )}
    </>
  );
}
