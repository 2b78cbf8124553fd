/** A parameter of capacity in years, new or to be changed. */
import { Alert, Button, Form, Modal, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { AreaField } from '../../../forms/AreaField';
import { ChoiceField, DateField, NumberField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { type Parameter, whats } from './years';

type Values = Partial<Parameter> & { reason?: string };

export function ParameterModal({ parameter, onClose }: { parameter: Parameter | undefined; onClose: () => void }) {
  const { t } = useTranslation('years');
  const [form] = Form.useForm<Values>();
  const { submit, busy, message } = useFormSend<Parameter>(form, onClose);
  const path = parameter && `/facilities/burial-parameters/${parameter.id}`;
  const finish = ({ area_code, what, value, from_on, to_on, source, note, reason }: Values) => {
    const body = { area_code, what, value, from_on, to_on: to_on || null, source, note: note ?? '', ...(reason ? { reason } : {}) };
    void submit(parameter && path ? { method: 'PATCH', path, body, merge: true, ifMatch: parameter.version } : { method: 'POST', path: '/facilities/burial-parameters', body });
  };
  return (
    <Modal open title={parameter ? t('editParameter') : t('addParameter')} onCancel={onClose} onOk={form.submit} okText={t('save')} confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={parameter} onFinish={finish} requiredMark={false}>
        {message && <Alert type="error" showIcon title={message} />}
        <Form.Item name="area_code" label={t('area')} rules={[{ required: true, message: t('required') }]}><AreaField whole /></Form.Item>
        <ChoiceField name="what" label={t('whatTitle')} required options={whats.map((value) => ({ value, label: t(`what.${value}`) }))} />
        <NumberField name="value" label={t('value')} required max={1000} />
        <DateField name="from_on" label={t('from')} required />
        <DateField name="to_on" label={t('to')} />
        <TextField name="source" label={t('source')} required />
        <TextField name="note" label={t('note')} rows={2} />
        {parameter && <TextField name="reason" label={t('reason')} />}
        {parameter && path && (
          <Popconfirm title={t('withdrawSure')} okText={t('withdraw')} onConfirm={() => void submit({ method: 'DELETE', path, ifMatch: parameter.version })}>
            <Button danger>{t('withdraw')}</Button>
          </Popconfirm>
        )}
      </Form>
    </Modal>
  );
}
