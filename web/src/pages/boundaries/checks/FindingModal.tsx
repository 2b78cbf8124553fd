/** Makes a finding of what a check or an alarm has shown; what was found on the spot is the person's word. */
import { Alert, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Inspection } from '../../../api/types';
import { ChoiceField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { useGet } from '../../../parts/useGet';
import { findingBody, findingKinds, type FindingStart, type FindingValues } from './finding';
import { localNow } from './localNow';

export function FindingModal({ start, onClose }: { start: FindingStart; onClose: () => void }) {
  const { t } = useTranslation('checks');
  const { t: tm } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<FindingValues>();
  const inspection = useGet<Inspection>(`/boundaries/inspections/${start.inspection ?? ''}`, {}, start.inspection !== undefined);
  const { submit, busy, message } = useFormSend<{ id: string }>(form, ({ data }) => void navigate(`/boundaries/findings/${data.id}`));
  const save = (values: FindingValues) => void submit({ method: 'POST', path: '/boundaries/findings', body: findingBody(start, values, inspection.data?.conditions) });
  return (
    <Modal open title={t('finding.title')} onOk={form.submit} okText={t('report')} okButtonProps={{ disabled: inspection.isLoading }} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={{ ...start, found_at: localNow() }} onFinish={save} requiredMark={false} className="judge-form">
        <p className="muted">{t('finding.hint')}</p>
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <dl className="finding-where">
          {start.marker && <div><dt>{t('finding.marker')}</dt><dd>{start.marker}</dd></div>}
          {start.line_code && <div><dt>{t('finding.line')}</dt><dd>{start.line_code}</dd></div>}
        </dl>
        <ChoiceField name="kind" label={t('finding.kind')} required options={findingKinds.map((value) => ({ value, label: t(`finding.kinds.${value}`) }))} />
        <TextField name="description" label={t('finding.description')} rows={3} required />
        <Form.Item name="found_at" label={t('finding.found')} extra={t('finding.foundHint')} rules={[{ required: true, message: tm('form.required') }]}>
          <Input type="datetime-local" max={localNow()} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
