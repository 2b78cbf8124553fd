/** What numbers of markers look like, by level. */
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { Page } from '../../../api/types';
import { none, time } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Wide } from '../../../parts/Wide';
import { Failed } from '../../../shell/States';
import { PatternModal } from './PatternModal';
import type { Pattern } from './settings';

export function PatternsTab() {
  const { t } = useTranslation('boundaryrules');
  const { t: tm } = useTranslation();
  const { may } = useSession();
  const { data, error, isPending, refetch } = useGet<Page<Pattern>>('/boundaries/marker-patterns');
  const [editing, setEditing] = useState<Pattern>();
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <>
      <Wide label={t('tabs.patterns')}>
        <Table<Pattern>
          rowKey="level" size="small" loading={isPending} dataSource={data?.items} pagination={false}
          columns={[
            { title: t('level'), width: 110, rowScope: 'row', render: (_, one) => tm(`level.${one.level}`) },
            { title: t('regexp'), render: (_, one) => <code className="regexp">{one.regexp}</code> },
            { title: t('example'), dataIndex: 'example', width: 130 },
            { title: t('note'), render: (_, one) => one.note || none },
            { title: t('updated'), width: 150, render: (_, one) => time(one.updated_at) },
            ...(may.marker_patterns ? [{
              title: t('action'), width: 80,
              render: (_: unknown, one: Pattern) => <Button size="small" aria-label={t('editOne', { name: tm(`level.${one.level}`) })} onClick={() => setEditing(one)}>{t('edit')}</Button>,
            }] : []),
          ]}
        />
      </Wide>
      {editing && <PatternModal pattern={editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}
