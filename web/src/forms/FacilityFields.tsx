import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKinds } from '../api/queries';
import { facilityStatuses, precisions } from '../api/types';
import { AreaField, VillageField } from './AreaField';
import { type BodyProps, ChoiceField, DateField, NumberField, PositionReason, TextField } from './fields';
import { useNamed } from './named';
import { OwnFields } from './OwnFields';
import { PositionField } from './PositionField';

export function FacilityFields({ touched, asksReason }: BodyProps) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const { data: kinds } = useKinds();
  const chosen = Form.useWatch('kind', form) as string | undefined;
  const status = Form.useWatch('status', form) as string | undefined;
  const area = Form.useWatch('area_code', form) as string | undefined;
  const kind = kinds?.items.find((one) => one.code === chosen);
  const capacity = kind?.capacity_kind ?? 'none';
  const named = useNamed();
  const offered = kinds?.items.filter((one) => !one.retired || one.code === chosen) ?? [];
  return (
    <>
      <ChoiceField name="kind" label={t('field.kind')} required options={offered.map((one) => ({ value: one.code, label: named(one) }))} />
      {(kind?.subkinds.length ?? 0) > 0 && (
        <ChoiceField name="subkind" label={t('field.subkind')} clear options={(kind?.subkinds ?? []).map((one) => ({ value: one.code, label: named(one) }))} />
      )}
      <TextField name="name" label={t('field.name')} required />
      <PositionField areaField="area_code" touched={touched} />
      <PositionReason asked={asksReason} />
      <ChoiceField name="precision" label={t('field.precision')} options={precisions.map((value) => ({ value, label: t(`precision.${value}`) }))} />
      <Form.Item name="area_code" label={t('field.area_code')} rules={[{ required: true, message: t('form.required') }]}>
        <AreaField />
      </Form.Item>
      <Form.Item name="village_code" label={t('field.village_code')}>
        <VillageField township={area} />
      </Form.Item>
      <div className="pair">
        <ChoiceField name="status" label={t('field.status')} required options={facilityStatuses.map((value) => ({ value, label: t(`facilityStatus.${value}`) }))} />
        <DateField name="status_from" label={t('field.status_from')} />
      </div>
      {(status === 'planned' || status === 'building') && <DateField name="target_date" label={t('field.target_date')} />}
      {capacity !== 'none' && (
        <div className="pair">
          <NumberField name="capacity" label={t('field.capacity')} unit={t(`capacityUnit.${capacity}`)} whole />
          <NumberField name="used" label={t('field.used')} unit={t(`capacityUnit.${capacity}`)} whole />
        </div>
      )}
      {capacity === 'beds' && (
        <div className="pair">
          <NumberField name="nursing_beds" label={t('field.nursing_beds')} unit={t('capacityUnit.beds')} whole />
          <NumberField name="grade" label={t('field.grade')} min={1} whole />
        </div>
      )}
      <OwnFields fields={kind?.fields ?? []} />
      <TextField name="operator" label={t('field.operator')} />
      <TextField name="approval_no" label={t('field.approval_no')} />
      <NumberField name="area_m2" label={t('field.area_m2')} unit="m²" />
      <TextField name="note" label={t('field.note')} rows={2} />
    </>
  );
}
