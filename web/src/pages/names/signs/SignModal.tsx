/** A name sign, new or to be changed; photos hang on it once it is saved. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ChoiceField, DateField, NumberField, TextField } from '../../../forms/fields';
import { Attachments } from '../../../parts/Attachments';
import { PlacePicker } from '../parts/PlacePicker';
import { useFormSend } from '../../../parts/useFormSend';
import { conditions, kinds, type Plan, type Sign } from './signs';

interface Props {
  sign: Sign | undefined;
  plans: Plan[];
  onClose: () => void;
}

const nullable = ['plan_id', 'lon', 'lat', 'installed_on', 'checked_on'] as const;

export function SignModal({ sign, plans, onClose }: Props) {
  const { t } = useTranslation('names');
  const [form] = Form.useForm<Partial<Sign>>();
  const { submit, busy, message } = useFormSend<Sign>(form, onClose);
  const finish = (values: Partial<Sign>) => {
    const body: Record<string, unknown> = { ...values };
    for (const name of nullable) body[name] = values[name] || null;
    void submit(sign
      ? { method: 'PATCH', path: `/gazetteer/signs/${sign.id}`, body, merge: true, ifMatch: sign.version }
      : { method: 'POST', path: '/gazetteer/signs', body: Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined)) });
  };
  const start = sign ? Object.fromEntries(Object.entries(sign).map(([name, value]) => [name, value ?? undefined])) : { kind: 'street', condition: 'planned' };
  return (
    <Modal open title={sign ? t('signs.change') : t('signs.new')} onCancel={onClose} onOk={form.submit} okText={t('save')} confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={start} onFinish={finish} requiredMark={false}>
        {message && <Alert type="error" showIcon title={message} />}
        <Form.Item name="place_id" label={t('signs.place')} rules={[{ required: true, message: t('required') }]}><PlacePicker name={sign?.place_name} /></Form.Item>
        <ChoiceField name="kind" label={t('signs.kind')} required options={kinds.map((value) => ({ value, label: t(`signs.kinds.${value}`) }))} />
        <TextField name="text" label={t('signs.text')} extra={t('signs.textHint')} />
        <TextField name="romanised" label={t('signs.romanised')} />
        <ChoiceField name="condition" label={t('signs.condition')} required options={conditions.map((value) => ({ value, label: t(`signs.conditions.${value}`) }))} />
        <DateField name="installed_on" label={t('signs.installed_on')} />
        <DateField name="checked_on" label={t('signs.checked_on')} />
        <ChoiceField name="plan_id" label={t('signs.plan')} clear options={plans.map(({ id, title, year }) => ({ value: id, label: `${year} ${title}` }))} />
        <NumberField name="lon" label={t('signs.lon')} min={-180} />
        <NumberField name="lat" label={t('signs.lat')} min={-90} />
        <TextField name="position_reason" label={t('signs.position_reason')} />
        <TextField name="note" label={t('signs.note')} rows={2} />
      </Form>
      {sign && <Attachments owner="sign" ownerId={sign.id} roles={['photo', 'file']} mayAdd />}
    </Modal>
  );
}
