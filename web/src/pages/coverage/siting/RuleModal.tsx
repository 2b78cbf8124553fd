/** A siting rule, to be written or written anew. */
import { Alert, Button, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKinds } from '../../../api/queries';
import { ChoiceField, DateField, NumberField, TagsField, TextField } from '../../../forms/fields';
import { useNamed } from '../../../forms/named';
import { useFormSend } from '../../../parts/useFormSend';
import { type Rule, rulesPath } from './siting';

export function RuleModal({ rule, onClose }: { rule: Rule | undefined; onClose: () => void }) {
  const { t } = useTranslation('siting');
  const { data: kinds } = useKinds();
  const named = useNamed();
  const [form] = Form.useForm<Rule>();
  const { submit, busy, message } = useFormSend<Rule>(form, onClose);
  const feature = Form.useWatch('feature', form) ?? rule?.feature ?? 'constraint';
  const save = (values: Rule) => {
    const body = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''));
    void submit(rule ? { method: 'PUT', path: `${rulesPath}/${rule.id}`, body, ifMatch: rule.version } : { method: 'POST', path: rulesPath, body });
  };
  const retire = () => rule && void submit({ method: 'DELETE', path: `${rulesPath}/${rule.id}`, ifMatch: rule.version });
  const choices = (group: string, keys: readonly string[]) => keys.map((value) => ({ value, label: t(`${group}.${value}` as 'features.road') }));
  return (
    <Modal
      open title={t(rule ? 'editRule' : 'newRule', { name: rule ? `${rule.instrument} ${rule.article}` : '' })} onCancel={onClose} destroyOnHidden width={720}
      footer={[
        rule && <Button key="retire" danger onClick={retire} loading={busy}>{t('retire')}</Button>,
        <Button key="save" type="primary" onClick={form.submit} loading={busy}>{t('save')}</Button>,
      ]}
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={rule ?? { feature: 'constraint', severity: 'exclude', distance_m: 0, classes: [], kinds: [] }} onFinish={save}>
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <div className="siting-fields">
          <TextField name="instrument" label={t('instrument')} required />
          <TextField name="article" label={t('article')} />
          <DateField name="valid_from" label={t('validFrom')} />
          <DateField name="valid_to" label={t('validTo')} />
          <ChoiceField name="feature" label={t('feature')} options={choices('features', ['constraint', 'road', 'settlement', 'facility'])} />
          <TagsField name="classes" label={t('classes_')} extra={t('classesHint')} />
          <NumberField name="distance_m" label={t('distance')} max={50_000} unit="m" required />
          {feature === 'constraint' && <NumberField name="grade" label={t('grade')} whole />}
          <ChoiceField name="severity" label={t('severity_')} options={choices('severity', ['exclude', 'warn'])} />
          <ChoiceField name="kinds" label={t('kinds')} options={(kinds?.items ?? []).map((one) => ({ value: one.code, label: named(one) }))} multiple />
        </div>
        <TextField name="text" label={t('text')} rows={2} />
        <TextField name="source" label={t('source_')} />
        <TextField name="note" label={t('note')} rows={2} />
      </Form>
    </Modal>
  );
}
