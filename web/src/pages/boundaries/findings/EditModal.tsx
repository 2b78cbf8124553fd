/** Mends what a finding says, until it is decided. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { ChoiceField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { type Finding, findingsPath, kinds } from './findings';

interface Values { kind: string; description: string; reason?: string }

export function EditModal({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { t } = useTranslation('findings');
  const { may } = useSession();
  const [form] = Form.useForm<Values>();
  const { submit, busy, message } = useFormSend<Finding>(form, onClose);
  const risk = finding.kind === 'dispute_risk';
  const offered = kinds.filter((one) => (risk ? one === 'dispute_risk' : one !== 'dispute_risk' || may.disputes));
  return (
    <Modal open title={t('edit.title')} onCancel={onClose} onOk={form.submit} okText={t('save')} confirmLoading={busy} destroyOnHidden>
      <Form
        form={form} layout="vertical" requiredMark={false} initialValues={{ kind: finding.kind, description: finding.description }}
        onFinish={(values) => void submit({ method: 'PATCH', path: `${findingsPath}/${finding.id}`, body: values, merge: true, ifMatch: finding.version })}
      >
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <ChoiceField name="kind" label={t('kind')} required options={offered.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
        <TextField name="description" label={t('description')} required rows={4} />
        <TextField name="reason" label={t('reason')} />
      </Form>
    </Modal>
  );
}
