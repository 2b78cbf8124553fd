/** The precision for one role. */
import { Alert, Form, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { ladder, layers, type PrecisionRow } from './settings';
import { useGrain, useRoleName } from './words';

type Values = PrecisionRow & { reason?: string };

export function PrecisionModal({ row, onClose }: { row: PrecisionRow; onClose: () => void }) {
  const { t } = useTranslation('boundaryrules');
  const grain = useGrain();
  const roleName = useRoleName();
  const [form] = Form.useForm<Values>();
  const { submit, busy, message } = useFormSend<PrecisionRow>(form, onClose);
  const save = ({ lines_m, markers_m, inspections_m, reason }: Values) => void submit({
    method: 'PUT', path: `/boundaries/precision/${row.role}`, ifMatch: row.version,
    body: { lines_m, markers_m, inspections_m, ...(reason?.trim() ? { reason: reason.trim() } : {}) },
  });
  return (
    <Modal open title={t('precisionOf', { role: roleName(row.role) })} onOk={form.submit} okText={t('save')} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={row} onFinish={save} requiredMark={false} className="judge-form">
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        {row.must_be_exact && <p className="muted">{t('mustBeExact')}</p>}
        {layers.map((layer) => (
          <Form.Item key={layer} name={layer} label={t(`layers.${layer}`)} extra={layer === 'inspections_m' ? t('notFiner') : undefined}>
            <Select disabled={row.must_be_exact && layer !== 'inspections_m'} options={ladder.map((value) => ({ value, label: grain(value) }))} />
          </Form.Item>
        ))}
        <TextField name="reason" label={t('reason')} />
      </Form>
    </Modal>
  );
}
