/** The table of checks, which the bureau edits. */
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Popconfirm, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { Failed } from '../../../shell/States';
import { refusalLines } from '../../../parts/refusals';
import { useGet } from '../../../parts/useGet';
import { CheckModal } from './CheckModal';
import type { Check } from './reviews';

export function ChecksTable() {
  const { t } = useTranslation('reviews');
  const { t: tm } = useTranslation();
  const { may } = useSession();
  const { data, error, isPending, refetch } = useGet<{ items: Check[] }>('/gazetteer/reviews/checks');
  const [editing, setEditing] = useState<Check | 'new'>();
  const remove = useSend();
  const details = (one: Check) => {
    if (one.kind === 'complete') return (one.params.fields ?? []).map((field) => t(`fields.${field as 'geom'}`, { defaultValue: field })).join('、');
    if (one.kind === 'pinyin' && one.params.whole) return t('whole');
    return one.kind === 'position' && one.params.reason_excuses ? t('reason_excuses') : '';
  };
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <div className="judge-form">
      <p className="muted">{t('checksHint')}</p>
      {remove.error && <Alert type="error" showIcon title={refusalLines(remove.error, tm)} />}
      {may.name_rules && <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>{t('newCheck')}</Button>}
      <Table<Check>
        rowKey="id" size="small" loading={isPending} dataSource={data?.items} pagination={false} scroll={{ x: 820 }} rowClassName={(one) => (one.enabled ? '' : 'past-row')}
        columns={[
          { title: t('kind'), width: 130, rowScope: 'row', render: (_, one) => t(`kinds.${one.kind}`) },
          { title: t('prefix'), width: 110, render: (_, one) => one.class_prefix || t('allClasses') },
          { title: t('details'), render: (_, one) => details(one) },
          { title: t('severity'), width: 90, render: (_, one) => t(`severities.${one.severity}`) },
          { title: t('note'), dataIndex: 'note' },
          { title: t('enabled'), width: 80, render: (_, one) => <Tag color={one.enabled ? 'green' : 'default'}>{t(one.enabled ? 'on' : 'off')}</Tag> },
          ...(may.name_rules ? [{
            title: t('action'), width: 150,
            render: (_: unknown, one: Check) => (
              <span className="row-actions">
                <Button size="small" onClick={() => setEditing(one)}>{t('edit')}</Button>
                <Popconfirm title={t('removeAsk')} okText={t('remove')} onConfirm={() => remove.mutate({ method: 'DELETE', path: `/gazetteer/reviews/checks/${one.id}`, ifMatch: one.version })}>
                  <Button size="small">{t('remove')}</Button>
                </Popconfirm>
              </span>
            ),
          }] : []),
        ]}
      />
      {editing && <CheckModal check={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </div>
  );
}
