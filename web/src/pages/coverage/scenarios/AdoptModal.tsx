/** Makes planned facilities of the sites of a scenario. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ChoiceField, DateField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { type Scenario, scenariosPath } from '../siting/siting';

export function AdoptModal({ scenario, onClose }: { scenario: Scenario; onClose: () => void }) {
  const { t } = useTranslation('siting');
  const [form] = Form.useForm<{ sites: number[]; target_date?: string }>();
  const { submit, busy, message } = useFormSend<Scenario>(form, onClose);
  const open = scenario.sites.filter((one) => !one.facility_id);
  return (
    <Modal open title={t('adopt')} okText={t('adopt')} onOk={form.submit} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form
        form={form} layout="vertical" requiredMark={false} initialValues={{ sites: open.map((one) => one.seq) }}
        onFinish={({ sites, target_date }) => void submit({ method: 'POST', path: `${scenariosPath}/${scenario.id}/adopt`, ifMatch: scenario.version, body: { sites, target_date: target_date || undefined } })}
      >
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <p>{t('adoptHint', { kind: scenario.kind_name })}</p>
        <ChoiceField name="sites" label={t('sites')} options={open.map((one) => ({ value: one.seq, label: `${one.name}（${one.township_name}）` }))} multiple required />
        <DateField name="target_date" label={t('targetDate')} />
      </Form>
    </Modal>
  );
}
