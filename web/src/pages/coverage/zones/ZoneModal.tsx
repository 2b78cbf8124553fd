/** A zone, new or to be changed: of areas, or with a polygon. */
import { Alert, Cascader, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { AreaField, useAreaTree } from '../../../forms/AreaField';
import { ChoiceField, DateField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { BadGeometry, type Zone, zoneBody, zoneKinds, type ZoneValues } from './zones';

export function ZoneModal({ zone, onClose }: { zone: Zone | undefined; onClose: () => void }) {
  const { t } = useTranslation('facilitylife');
  const { account } = useSession();
  const [form] = Form.useForm<ZoneValues>();
  const { submit, busy, message } = useFormSend<Zone>(form, onClose);
  const save = (values: ZoneValues) => {
    try {
      const body = zoneBody(values);
      void submit(zone ? { method: 'PATCH', path: `/facilities/zones/${zone.id}`, body, ifMatch: zone.version } : { method: 'POST', path: '/facilities/zones', body });
    } catch (error) {
      if (!(error instanceof BadGeometry)) throw error;
      form.setFields([{ name: 'geometry', errors: [t('zones.badJson')] }]);
    }
  };
  const start: Partial<ZoneValues> = zone
    ? { ...zone, areas: zone.areas.map((one) => one.code), to_on: zone.to_on ?? undefined }
    : { kind: 'cremation', area_code: account?.area_code };
  return (
    <Modal open title={t(zone ? 'zones.edit' : 'zones.add')} okText={t('save')} cancelText={t('cancel')} confirmLoading={busy} onOk={form.submit} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={start} onFinish={save} requiredMark={false}>
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <ChoiceField name="kind" label={t('zones.kind')} required options={zoneKinds.map((value) => ({ value, label: t(`zones.kinds.${value}`) }))} />
        <TextField name="name" label={t('zones.name')} required />
        <Form.Item name="area_code" label={t('zones.area')} rules={[{ required: true, message: t('required') }]}><AreaField whole /></Form.Item>
        <Form.Item name="areas" label={t('zones.areas')} extra={t('zones.areasHint')}><AreasField /></Form.Item>
        <TextField name="geometry" label={t('zones.geometry')} rows={3} />
        <DateField name="from_on" label={t('zones.from_on')} required />
        <DateField name="to_on" label={t('zones.to_on')} />
        <TextField name="document" label={t('zones.document')} />
        <TextField name="note" label={t('zones.note')} rows={2} />
      </Form>
    </Modal>
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
