/** The rules themselves: what each weighs and which article it rests on. */
import { Alert, Button, Form, Modal, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { ChoiceField, TextField } from '../../../forms/fields';
import { Failed } from '../../../shell/States';
import { useFormSend } from '../../../parts/useFormSend';
import { useGet } from '../../../parts/useGet';
import { type Rule, weights } from './rules';

export function RulesTable() {
  const { t } = useTranslation('rules');
  const { may } = useSession();
  const { data, error, isPending, refetch } = useGet<{ items: Rule[] }>('/gazetteer/rules');
  const [editing, setEditing] = useState<Rule>();
  const nameOf = (rule: Rule) => t(`codes.${rule.code as 'odd'}`, { defaultValue: rule.code });
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <>
      <p className="muted">{t('rulesHint')}</p>
      <Table<Rule>
        rowKey="code" size="small" loading={isPending} dataSource={data?.items} pagination={false} scroll={{ x: 900 }}
        columns={[
          { title: t('rule'), width: 190, rowScope: 'row', render: (_, one) => nameOf(one) },
          { title: t('columns.article'), dataIndex: 'article' },
          { title: t('proposed'), width: 120, render: (_, one) => t(`weights.${one.proposed}`) },
          { title: t('standing'), width: 120, render: (_, one) => t(`weights.${one.standing}`) },
          { title: t('columns.note'), dataIndex: 'note' },
          ...(may.name_rules ? [{ title: t('action'), width: 80, render: (_: unknown, one: Rule) => <Button size="small" aria-label={t('editOne', { name: nameOf(one) })} onClick={() => setEditing(one)}>{t('edit')}</Button> }] : []),
        ]}
      />
      {editing && <RuleModal rule={editing} name={nameOf(editing)} onClose={() => setEditing(undefined)} />}
    </>
  );
}

function RuleModal({ rule, name, onClose }: { rule: Rule; name: string; onClose: () => void }) {
  const { t } = useTranslation('rules');
  const [form] = Form.useForm<Rule>();
  const { submit, busy, message } = useFormSend<Rule>(form, onClose);
  const options = weights.map((value) => ({ value, label: t(`weights.${value}`) }));
  const save = ({ article = '', proposed, standing, note = '' }: Rule) =>
    void submit({ method: 'PUT', path: `/gazetteer/rules/${rule.code}`, body: { article, proposed, standing, note }, ifMatch: rule.version });
  return (
    <Modal open title={name} onOk={form.submit} okText={t('save')} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={rule} onFinish={save} requiredMark={false} className="judge-form">
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <ChoiceField name="proposed" label={t('proposed')} required options={options} extra={t('proposedHint')} />
        <ChoiceField name="standing" label={t('standing')} required options={options} extra={t('standingHint')} />
        <TextField name="article" label={t('columns.article')} />
        <TextField name="note" label={t('columns.note')} rows={2} />
      </Form>
    </Modal>
  );
}
