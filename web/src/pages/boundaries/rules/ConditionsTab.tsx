/** What an inspection may find: the words, their order, and what excludes others. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { Page } from '../../../api/types';
import { none } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Wide } from '../../../parts/Wide';
import { Failed } from '../../../shell/States';
import { ConditionModal } from './ConditionModal';
import type { ConditionRow } from './settings';

export function ConditionsTab() {
  const { t } = useTranslation('boundaryrules');
  const { may } = useSession();
  const { data, error, isPending, refetch } = useGet<Page<ConditionRow>>('/boundaries/conditions');
  const [editing, setEditing] = useState<ConditionRow | 'new'>();
  const rows = data?.items ?? [];
  const next = Math.max(0, ...rows.map((one) => one.order)) + 10;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <>
      {may.conditions && <div className="row-actions"><Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>{t('addCondition')}</Button></div>}
      <Wide label={t('tabs.conditions')}>
        <Table<ConditionRow>
          rowKey="code" size="small" loading={isPending} dataSource={rows} pagination={false} rowClassName={(one) => (one.active ? '' : 'past-row')}
          columns={[
            { title: t('order'), dataIndex: 'order', width: 70, align: 'right' },
            { title: t('zh'), dataIndex: 'zh', rowScope: 'row' },
            { title: t('en'), dataIndex: 'en' },
            { title: t('code'), render: (_, one) => <code>{one.code}</code> },
            { title: t('exclusive'), width: 100, render: (_, one) => (one.exclusive ? t('yes') : none) },
            { title: t('active'), width: 90, render: (_, one) => <Tag color={one.active ? 'green' : 'default'}>{t(one.active ? 'on' : 'off')}</Tag> },
            ...(may.conditions ? [{
              title: t('action'), width: 80,
              render: (_: unknown, one: ConditionRow) => <Button size="small" aria-label={t('editOne', { name: one.zh })} onClick={() => setEditing(one)}>{t('edit')}</Button>,
            }] : []),
          ]}
        />
      </Wide>
      {editing && <ConditionModal row={editing === 'new' ? undefined : editing} next={next} onClose={() => setEditing(undefined)} />}
    </>
  );
}
