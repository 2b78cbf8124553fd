/** A yearly sign plan, new or to be changed. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { AreaField } from '../../../forms/AreaField';
import { NumberField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import type { Plan } from './signs';

export function PlanModal({ plan, onClose }: { plan: Plan | undefined; onClose: () => void }) {
  const { t } = useTranslation('names');
  const [form] = Form.useForm<Partial<Plan>>();
  const { submit, busy, message } = useFormSend<Plan>(form, onClose);
  const finish = (values: Partial<Plan>) => {
    const body = { ...values, target_names: values.target_names ?? null, target_signs: values.target_signs ?? null, source: values.source ?? '' };
    void submit(plan
      ? { method: 'PATCH', path: `/gazetteer/sign-plans/${plan.id}`, body, merge: true, ifMatch: plan.version }
      : { method: 'POST', path: '/gazetteer/sign-plans', body });
  };
  return (
    <Modal open title={plan ? t('signs.editPlan') : t('signs.newPlan')} onCancel={onClose} onOk={form.submit} okText={t('save')} confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={plan ?? { year: new Date().getFullYear() }} onFinish={finish} requiredMark={false}>
        {message && <Alert type="error" showIcon title={message} />}
        <TextField name="title" label={t('signs.title')} required />
        <Form.Item name="area_code" label={t('signs.area')} rules={[{ required: true, message: t('required') }]}><AreaField /></Form.Item>
        <NumberField name="year" label={t('signs.year')} whole required />
        <NumberField name="target_names" label={t('signs.target_names')} whole extra={t('signs.targetHint')} />
        <NumberField name="target_signs" label={t('signs.target_signs')} whole />
        <TextField name="source" label={t('signs.source')} />
      </Form>
    </Modal>
  );
}
