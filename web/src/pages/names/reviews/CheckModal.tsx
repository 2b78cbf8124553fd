/** A check, new or to be changed. */
import { Alert, Form, Modal, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { type Check, checkBody, kinds, severities } from './reviews';

const fieldNames = [
  'pinyin', 'geom', 'place_code', 'division_code', 'meaning', 'origin_text', 'history', 'language',
  'founded', 'named', 'description', 'survey_method', 'source', 'registrar', 'registered_on',
] as const;

export function CheckModal({ check, onClose }: { check: Check | undefined; onClose: () => void }) {
  const { t } = useTranslation('reviews');
  const [form] = Form.useForm();
  const kind = (Form.useWatch('kind', form) as Check['kind'] | undefined) ?? check?.kind ?? 'complete';
  const { submit, busy, message } = useFormSend<Check>(form, onClose);
  const start = check ? { ...check, ...check.params } : { kind: 'complete', severity: 'error', enabled: true };
  const save = (values: Parameters<typeof checkBody>[0]) =>
    void submit(check
      ? { method: 'PUT', path: `/gazetteer/reviews/checks/${check.id}`, body: checkBody(values), ifMatch: check.version }
      : { method: 'POST', path: '/gazetteer/reviews/checks', body: checkBody(values) });
  return (
    <Modal open title={t(check ? 'editCheck' : 'newCheck')} onOk={form.submit} okText={t('save')} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={start} onFinish={save} requiredMark={false} className="judge-form">
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <ChoiceField name="kind" label={t('kind')} required options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
        <TextField name="class_prefix" label={t('prefix')} extra={t('prefixHint')} />
        {kind === 'complete' && (
          <Form.Item name="fields" label={t('mustHave')}>
            <Select mode="multiple" options={fieldNames.map((value) => ({ value, label: t(`fields.${value}`) }))} />
          </Form.Item>
        )}
        {kind === 'pinyin' && <Form.Item name="whole" label={t('whole')} valuePropName="checked"><Switch /></Form.Item>}
        {kind === 'position' && <Form.Item name="reason_excuses" label={t('reason_excuses')} valuePropName="checked"><Switch /></Form.Item>}
        <ChoiceField name="severity" label={t('severity')} required options={severities.map((value) => ({ value, label: t(`severities.${value}`) }))} />
        <TextField name="note" label={t('note')} rows={2} />
        <Form.Item name="enabled" label={t('enabled')} valuePropName="checked"><Switch /></Form.Item>
      </Form>
    </Modal>
  );
}
