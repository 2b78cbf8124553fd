/** A new change set: which stream, what for, why. */
import { Alert, Form, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { TextField } from '../../../forms/fields';
import { uuid } from '../../../lib/uuid';
import { useFormSend } from '../../../parts/useFormSend';
import { type ChangeSet, setsPath, type Stream, streams } from './changes';

export function NewSetModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('changes');
  const navigate = useNavigate();
  const [form] = Form.useForm<{ stream: Stream; title: string; reason: string }>();
  const { submit, busy, message } = useFormSend<ChangeSet>(form, ({ data }) => void navigate(`/names/changes/${data.id}`));
  const finish = (values: object) => void submit({ method: 'POST', path: setsPath, body: { id: uuid(), ...values } });
  return (
    <Modal open title={t('newSet')} onCancel={onClose} onOk={form.submit} okText={t('create')} confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={{ stream: 'correction' }} onFinish={finish} requiredMark={false}>
        {message && <Alert type="error" showIcon title={message} />}
        <StreamField />
        <TextField name="title" label={t('setTitle')} required />
        <TextField name="reason" label={t('reason')} rows={2} required />
      </Form>
    </Modal>
  );
}

/** Which of the two streams, with what each of them asks for. */
export function StreamField({ name = 'stream' }: { name?: string }) {
  const { t } = useTranslation('changes');
  return (
    <Form.Item name={name} label={t('stream')}>
      <Radio.Group
        className="stream-choice"
        options={streams.map((value) => ({ value, label: <>{t(`streams.${value}`)}<small className="muted">{t(`streamHints.${value}`)}</small></> }))}
      />
    </Form.Item>
  );
}
