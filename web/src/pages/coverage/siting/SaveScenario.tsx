/** Keeps what is shown, the answer or an alternative, as a scenario. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { type FullRun, type Scenario, scenariosPath } from './siting';

export function SaveScenario({ run, alternative, onClose }: { run: FullRun; alternative: number; onClose: () => void }) {
  const { t } = useTranslation('siting');
  const navigate = useNavigate();
  const [form] = Form.useForm<{ name: string; note: string }>();
  const { submit, busy, message } = useFormSend<Scenario>(form, ({ data }) => void navigate(`/coverage/scenarios/${data.id}?as_of=${run.as_of}`));
  return (
    <Modal open title={t('saveScenario')} okText={t('save')} onOk={form.submit} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form
        form={form} layout="vertical" requiredMark={false} initialValues={{ name: `${run.kind_name} #${run.number}${alternative > 0 ? ` ${t('alternative', { n: alternative })}` : ''}`, note: '' }}
        onFinish={(values) => void submit({ method: 'POST', path: scenariosPath, body: { ...values, run_id: run.id, alternative } })}
      >
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <TextField name="name" label={t('name')} required />
        <TextField name="note" label={t('note')} rows={2} />
      </Form>
    </Modal>
  );
}
