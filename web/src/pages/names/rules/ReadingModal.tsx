/** A settled reading, new or to be changed. */
import { Alert, Form, Modal, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { AreaField } from '../../../forms/AreaField';
import { ChoiceField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import type { Reading } from './rules';

type Values = Pick<Reading, 'text' | 'reading'> & Partial<Reading>;

export function ReadingModal({ reading, onClose }: { reading: Reading | undefined; onClose: () => void }) {
  const { t } = useTranslation('rules');
  const [form] = Form.useForm<Values>();
  const { submit, busy, message } = useFormSend<Reading>(form, onClose);
  const save = ({ text, reading: spelt, scope = 'word', area_code, transliteration = false, note = '' }: Values) => {
    const body = { text: text.trim(), reading: spelt.trim(), scope, transliteration, note, ...(area_code ? { area_code } : {}) };
    void submit(reading
      ? { method: 'PUT', path: `/gazetteer/readings/${reading.id}`, body: { ...body, area_code: area_code ?? '' }, ifMatch: reading.version }
      : { method: 'POST', path: '/gazetteer/readings', body });
  };
  return (
    <Modal open title={t(reading ? 'editReading' : 'addReading')} onOk={form.submit} okText={t('save')} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={reading ?? { scope: 'word' }} onFinish={save} requiredMark={false} className="judge-form">
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <TextField name="text" label={t('text')} required />
        <TextField name="reading" label={t('reading')} required extra={t('readingHint')} />
        <ChoiceField name="scope" label={t('readingScope')} required options={(['name', 'word', 'character'] as const).map((value) => ({ value, label: t(`readingScopes.${value}`) }))} />
        <Form.Item name="area_code" label={t('area')} extra={t('readingAreaHint')}><AreaField /></Form.Item>
        <Form.Item name="transliteration" label={t('transliteration')} valuePropName="checked" extra={t('transliterationHint')}><Switch /></Form.Item>
        <TextField name="note" label={t('columns.note')} rows={2} />
      </Form>
    </Modal>
  );
}
