/** A plan of patrols, new or to be changed: for an area or for one line, monthly unless said otherwise. */
import { Alert, Form, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { AreaField } from '../../../forms/AreaField';
import { ChoiceField, DateField, TextField } from '../../../forms/fields';
import { today } from '../../../lib/format';
import { useFormSend } from '../../../parts/useFormSend';
import { LinePicker } from '../findings/parts/pickers';
import { filled } from '../findings/steps/body';
import { intervals, type Plan, plansPath } from './patrols';
import { useEvery } from './useEvery';

interface Values extends Partial<Omit<Plan, 'area_code' | 'line_code'>> { of: 'area' | 'line'; area_code?: string; line_code?: string }

export function PlanModal({ plan, onClose }: { plan: Plan | undefined; onClose: () => void }) {
  const { t } = useTranslation('findings');
  const every = useEvery();
  const { t: tm } = useTranslation();
  const { account } = useSession();
  const [form] = Form.useForm<Values>();
  const of = Form.useWatch('of', form);
  const { submit, busy, message } = useFormSend<Plan>(form, onClose);
  const start: Values = plan
    ? { of: plan.line_code ? 'line' : 'area', area_code: plan.area_code ?? undefined, line_code: plan.line_code ?? undefined, every_months: plan.every_months, patroller: plan.patroller, from_on: plan.from_on, until_on: plan.until_on ?? undefined, note: plan.note }
    : { of: 'area', area_code: account?.area_code, every_months: 1, from_on: today() };
  const finish = ({ of: what, area_code, line_code, ...rest }: Values) => {
    const where = what === 'line' ? { area_code: null, line_code } : { area_code, line_code: null };
    void submit(plan
      ? { method: 'PATCH', path: `${plansPath}/${plan.id}`, body: { ...rest, ...where, until_on: rest.until_on || null }, merge: true, ifMatch: plan.version }
      : { method: 'POST', path: plansPath, body: filled({ ...rest, ...where }) });
  };
  const required = [{ required: true, message: tm('form.required') }];
  return (
    <Modal open title={plan ? t('patrols.changePlan') : t('patrols.newPlan')} onCancel={onClose} onOk={form.submit} okText={t('save')} confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={start} onFinish={finish} requiredMark={false}>
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <Form.Item name="of" label={t('patrols.what')}>
          <Radio.Group options={(['area', 'line'] as const).map((value) => ({ value, label: t(`patrols.of.${value}`) }))} />
        </Form.Item>
        {of === 'line'
          ? <Form.Item name="line_code" label={t('line')} rules={required}><LinePicker placeholder={t('fields.chooseLine')} /></Form.Item>
          : <Form.Item name="area_code" label={tm('filter.area')} rules={required}><AreaField whole /></Form.Item>}
        <ChoiceField name="every_months" label={t('patrols.every')} required options={intervals.map((value) => ({ value, label: every(value) }))} />
        <TextField name="patroller" label={t('patrols.patroller')} />
        <div className="form-grid">
          <DateField name="from_on" label={t('patrols.fromOn')} required />
          <DateField name="until_on" label={t('patrols.untilOn')} extra={t('patrols.untilHint')} />
        </div>
        <TextField name="note" label={t('patrols.note')} rows={2} />
        {plan && <TextField name="reason" label={t('reason')} />}
      </Form>
    </Modal>
  );
}
