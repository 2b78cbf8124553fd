/** The form of a zone: whole areas, or a polygon drawn on the map beside it or written as coordinates. */
import { Alert, Button, Cascader, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '../../../api/session';
import { AreaField, useAreaTree } from '../../../forms/AreaField';
import { ChoiceField, DateField, TextField } from '../../../forms/fields';
import { LineField } from '../../../forms/shape/LineField';
import { zoneKinds } from '../../../map/zones';
import '../../../forms/forms.css';
import { useFormSend } from '../../../parts/useFormSend';
import { valuesOf, type Zone, zoneBody, type ZoneShape, type ZoneValues } from './zones';

const nothing = () => undefined;

export function ZoneForm({ zone }: { zone: ZoneShape | undefined }) {
  const { t } = useTranslation('facilitylife');
  const { t: tm } = useTranslation();
  const { account } = useSession();
  const navigate = useNavigate();
  const [form] = Form.useForm<ZoneValues>();
  const back = () => void navigate('/coverage/zones');
  const { submit, busy, message } = useFormSend<Zone>(form, back);
  const before = zone && valuesOf(zone);
  const start: Partial<ZoneValues> = before ?? { kind: 'cremation', area_code: account?.area_code, extent: 'areas' };
  const extent = Form.useWatch('extent', form) ?? start.extent;
  const save = () => {
    // What is drawn, and what was chosen before the other extent was, stand in no field.
    const values = { ...start, ...(form.getFieldsValue(true) as ZoneValues) };
    const body = zoneBody(values, before);
    void submit(zone ? { method: 'PATCH', path: `/facilities/zones/${zone.id}`, body, ifMatch: zone.version } : { method: 'POST', path: '/facilities/zones', body });
  };
  return (
    <Form form={form} layout="vertical" initialValues={start} onFinish={save} requiredMark={false} className="card zone-form">
      {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
      <ChoiceField name="kind" label={t('zones.kind')} required options={zoneKinds.map((value) => ({ value, label: tm(`zone.${value}`) }))} />
      <TextField name="name" label={t('zones.name')} required />
      <Form.Item name="area_code" label={t('zones.area')} rules={[{ required: true, message: t('required') }]}><AreaField whole /></Form.Item>
      <Form.Item name="extent" label={t('zones.extent')}>
        <Radio.Group optionType="button" options={(['areas', 'polygon'] as const).map((value) => ({ value, label: t(`zones.by.${value}`) }))} />
      </Form.Item>
      {extent === 'polygon' ? <LineField kind="area" areaField="area_code" touched={nothing} /> : (
        <Form.Item name="areas" label={t('zones.areas')} extra={t('zones.areasHint')} rules={[{ required: true, message: t('required') }]}><AreasField /></Form.Item>
      )}
      <div className="zone-days">
        <DateField name="from_on" label={t('zones.from_on')} required />
        <DateField name="to_on" label={t('zones.to_on')} extra={t('zones.toHint')} />
      </div>
      <TextField name="document" label={t('zones.document')} />
      <TextField name="note" label={t('zones.note')} rows={2} />
      <span className="row-actions">
        <Button type="primary" htmlType="submit" loading={busy}>{t('save')}</Button>
        <Button onClick={back}>{t('cancel')}</Button>
      </span>
    </Form>
  );
}

/** Counties and townships, as many as one likes. */
function AreasField({ value, onChange, id }: { value?: string[]; onChange?: (codes: string[]) => void; id?: string }) {
  const { account } = useSession();
  const tree = useAreaTree(account?.area_code ?? '');
  const paths = (value ?? []).map((code) => (code.length > 6 ? [code.slice(0, 6), code] : [code]));
  return (
    <Cascader
      id={id} options={tree} multiple changeOnSelect showSearch value={paths} showCheckedStrategy={Cascader.SHOW_PARENT}
      onChange={(chosen) => onChange?.((chosen as string[][]).map((path) => path[path.length - 1] ?? '').filter(Boolean))}
    />
  );
}
