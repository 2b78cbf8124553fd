/** Parameters and source of a counting rule, to be changed from the version that was read. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ChoiceField, NumberField, TextField } from '../../../forms/fields';
import { number } from '../../../lib/format';
import { useFormSend } from '../../../parts/useFormSend';
import type { CountingRule } from '../answer';
import { changeOf, most, type RuleValues, rulesPath } from './rules';

export function RuleModal({ rule, onClose }: { rule: CountingRule; onClose: () => void }) {
  const { t } = useTranslation('cover');
  const [form] = Form.useForm<RuleValues>();
  const { submit, busy, message } = useFormSend<CountingRule>(form, onClose);
  const save = (values: RuleValues) => {
    const body = changeOf(rule, values);
    if (!body) onClose();
    else void submit({ method: 'PATCH', path: `${rulesPath}/${rule.rule}`, merge: true, body, ifMatch: rule.version });
  };
  const numbers = (['metres', 'minutes', 'share'] as const).filter((name) => rule.parameters[name] !== undefined);
  return (
    <Modal open title={t('rules.editOf', { name: rule.name })} onCancel={onClose} onOk={form.submit} okText={t('rules.save')} cancelText={t('rules.cancel')} confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ ...rule.parameters, source: rule.source, note: rule.note }} onFinish={save}>
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        {rule.parameters.reach && <ChoiceField name="reach" label={t('reach.label')} extra={t('rules.explain.reach')} required options={(['area', 'distance', 'travel_time'] as const).map((one) => ({ value: one, label: t(`reach.${one}`) }))} />}
        {numbers.map((name) => (
          <NumberField
            key={name} name={name} label={t(`parameter.${name}`)} required whole min={1} max={most[name]} unit={t(`rules.unit.${name}`)}
            extra={`${t(`rules.explain.${name}`)}${t('comma')}${t('rules.range', { min: 1, max: number(most[name]) })}`}
          />
        ))}
        <TextField name="source" label={t('rules.source')} />
        <TextField name="note" label={t('rules.note')} rows={2} />
        <TextField name="reason" label={t('rules.reason')} />
      </Form>
    </Modal>
  );
}
