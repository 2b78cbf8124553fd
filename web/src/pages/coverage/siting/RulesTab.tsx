/** Siting rules: dated and cited; a bureau enters its own text. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { Wide } from '../../../parts/Wide';
import { Empty, Failed, Loading } from '../../../shell/States';
import { RuleModal } from './RuleModal';
import { type Rule, rulesPath } from './siting';

export function RulesTab() {
  const { t } = useTranslation('siting');
  const { may } = useSession();
  const { items, loading, error, retry } = usePages<Rule>(rulesPath, {});
  const [editing, setEditing] = useState<Rule | 'new'>();
  if (error) return <Failed error={error} retry={retry} />;
  if (loading) return <Loading />;
  return (
    <>
      <p className="muted">{t('rulesIntro')}</p>
      {may.siting_rules && <div className="row-actions"><Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>{t('newRule')}</Button></div>}
      {items.length === 0 && <Empty>{t('noRules')}</Empty>}
      {items.length > 0 && (
        <Wide label={t('tabs.rules')}>
          <Table<Rule>
            rowKey="id" size="small" dataSource={items} pagination={false} rowClassName={(one) => (one.in_force ? '' : 'past-row')}
            columns={[
              { title: t('instrument'), rowScope: 'row', render: (_, one) => <>{one.instrument} {one.article}{one.text && <div className="muted">{one.text}</div>}</> },
              { title: t('feature'), render: (_, one) => `${t(`features.${one.feature}`)}${one.classes.length > 0 ? `: ${one.classes.map((x) => t(`classes.${x}` as 'classes.river', { defaultValue: x })).join('、')}` : ''}` },
              { title: t('distance'), align: 'right', render: (_, one) => (one.distance_m === 0 ? t('notInside') : `${one.distance_m} m`) },
              { title: t('severity_'), render: (_, one) => <Tag color={one.severity === 'exclude' ? 'red' : 'gold'}>{t(`severity.${one.severity}`)}</Tag> },
              { title: t('inForce'), render: (_, one) => `${one.valid_from ?? '…'} – ${one.valid_to ?? '…'}` },
              { title: t('version_'), align: 'right', dataIndex: 'version' },
              ...(may.siting_rules ? [{ title: t('action'), render: (_: unknown, one: Rule) => <Button size="small" aria-label={t('editRule', { name: `${one.instrument} ${one.article}` })} onClick={() => setEditing(one)}>{t('edit')}</Button> }] : []),
            ]}
          />
        </Wide>
      )}
      {editing && <RuleModal rule={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}
