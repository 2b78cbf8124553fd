/** A plan document, new or to be changed. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { AreaField } from '../../../forms/AreaField';
import { DateField, NumberField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import type { Plan } from './plans';

type Values = Pick<Plan, 'title' | 'area_code' | 'year_from' | 'year_to'> & Partial<Pick<Plan, 'number' | 'authority' | 'note'>> & { issued_on?: string };

interface Props {
  plan: Plan | undefined;
  onClose: () => void;
  onDone: (plan: Plan) => void;
}

export function PlanModal({ plan, onClose, onDone }: Props) {
  const { t } = useTranslation('facilityplans');
  const { account } = useSession();
  const [form] = Form.useForm<Values>();
  const { submit, busy, message } = useFormSend<Plan>(form, (answer) => {
    onClose();
    onDone(answer.data);
  });
  const save = ({ title, area_code, year_from, year_to, number, authority, note, issued_on }: Values) => {
    const body = { title, area_code, year_from, year_to, number: number ?? '', authority: authority ?? '', note: note ?? '', issued_on: issued_on || null };
    void submit(plan ? { method: 'PATCH', path: `/facilities/plans/${plan.id}`, body, ifMatch: plan.version } : { method: 'POST', path: '/facilities/plans', body });
  };
  const start = plan ? { ...plan, issued_on: plan.issued_on ?? undefined } : { area_code: account?.area_code };
  return (
    <Modal open title={t(plan ? 'editPlan' : 'add')} okText={t('save')} cancelText={t('cancel')} confirmLoading={busy} onOk={form.submit} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={start} onFinish={save} requiredMark={false}>
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <TextField name="title" label={t('fields.title')} required />
        <TextField name="number" label={t('fields.number')} />
        <TextField name="authority" label={t('fields.authority')} />
        <DateField name="issued_on" label={t('fields.issued_on')} />
        <Form.Item name="area_code" label={t('fields.area_code')} rules={[{ required: true, message: t('required') }]}><AreaField whole /></Form.Item>
        <NumberField name="year_from" label={t('fields.year_from')} required whole max={2200} />
        <NumberField name="year_to" label={t('fields.year_to')} required whole max={2200} />
        <TextField name="note" label={t('fields.note')} rows={2} />
      </Form>
    </Modal>
  );
}
