/** Groups of kinds that count together. */
import { PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Modal, Switch, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { FacilityGroup, FacilityKinds } from '../../../api/types';
import { ChoiceField, NumberField, TextField } from '../../../forms/fields';
import { useNamed } from '../../../forms/named';
import { useFormSend } from '../../../parts/useFormSend';
import { Wide } from '../../../parts/Wide';
import { useRules } from '../RuleBar';
import { units } from './kinds';

export function GroupsTab({ all }: { all: FacilityKinds }) {
  const { t } = useTranslation('kinds');
  const { t: general } = useTranslation();
  const { may } = useSession();
  const named = useNamed();
  const [editing, setEditing] = useState<FacilityGroup | 'new'>();
  const nameOf = (code: string) => { const kind = all.items.find((one) => one.code === code); return kind ? named(kind) : code; };
  return (
    <>
      {may.facility_kinds && <div className="row-actions"><Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>{t('addGroup')}</Button></div>}
      <Wide label={t('tabs.groups')}>
        <Table<FacilityGroup>
          className="kind-table" rowKey="code" size="small" dataSource={all.groups} pagination={false} rowClassName={(one) => (one.retired ? 'past-row' : '')}
          columns={[
            { title: t('name'), rowScope: 'row', render: (_, one) => <>{named(one)} {one.official && <Tag color="gold">{t('official')}</Tag>}</> },
            { title: t('code'), render: (_, one) => <code>{one.code}</code> },
            { title: t('unit'), render: (_, one) => general(`unit.${one.unit}`) },
            { title: t('kinds'), render: (_, one) => one.kinds.map(nameOf).join('、') },
            { title: t('state'), width: 90, render: (_, one) => <Tag color={one.retired ? 'default' : 'green'}>{t(one.retired ? 'retired' : 'active')}</Tag> },
            ...(may.facility_kinds ? [{
              title: t('action'), width: 80,
              render: (_: unknown, one: FacilityGroup) => <Button size="small" aria-label={t('editOne', { name: named(one) })} onClick={() => setEditing(one)}>{t('edit')}</Button>,
            }] : []),
          ]}
        />
      </Wide>
      {editing && <GroupModal group={editing === 'new' ? undefined : editing} all={all} onClose={() => setEditing(undefined)} />}
    </>
  );
}

interface ModalProps {
  group: FacilityGroup | undefined;
  all: FacilityKinds;
  onClose: () => void;
}

function GroupModal({ group, all, onClose }: ModalProps) {
  const { t } = useTranslation('kinds');
  const { t: general } = useTranslation();
  const named = useNamed();
  const rules = useRules();
  const client = useQueryClient();
  const [form] = Form.useForm<FacilityGroup>();
  const { submit, busy, message } = useFormSend<FacilityGroup>(form, () => {
    void client.invalidateQueries({ queryKey: ['kinds'] });
    onClose();
  });
  const save = ({ code, ...values }: FacilityGroup) => {
    void submit(group
      ? { method: 'PATCH', path: `/facilities/groups/${group.code}`, body: values, merge: true, ifMatch: group.version }
      : { method: 'POST', path: '/facilities/groups', body: { code: code.trim(), name: values.name, name_en: values.name_en, unit: values.unit, kinds: values.kinds, rule: values.rule, sort: values.sort } });
  };
  return (
    <Modal open title={t(group ? 'editGroup' : 'addGroup')} onOk={form.submit} okText={t('save')} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={group ?? { name_en: '', unit: 'township', rule: 'presence', sort: 1000, kinds: [] }} onFinish={save} requiredMark={false}>
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        {!group && <TextField name="code" label={t('code')} required extra={t('codeHint')} />}
        <TextField name="name" label={t('name')} required />
        <TextField name="name_en" label={t('name_en')} />
        <ChoiceField name="unit" label={t('unit')} required options={units.map((one) => ({ value: one, label: general(`unit.${one}`) }))} />
        <ChoiceField name="kinds" label={t('members')} required multiple options={all.items.map((one) => ({ value: one.code, label: named(one) }))} />
        <ChoiceField name="rule" label={t('rule')} options={rules.map((one) => ({ value: one.rule, label: one.name }))} />
        <NumberField name="sort" label={t('sort')} whole max={1_000_000} />
        {group && !group.official && <Form.Item name="retired" label={t('retired')} valuePropName="checked" extra={t('retireHint')}><Switch /></Form.Item>}
      </Form>
    </Modal>
  );
}
