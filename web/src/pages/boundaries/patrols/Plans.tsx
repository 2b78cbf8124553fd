/** Plans of patrols: who is to walk what, and how often. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages, useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { none } from '../../../lib/format';
import { More } from '../../../parts/More';
import { Ask } from '../../../shell/Ask';
import { errorText, Failed } from '../../../shell/States';
import { PlanModal } from './PlanModal';
import { type Plan, plansPath } from './patrols';
import { useEvery } from './useEvery';

export function Plans({ area }: { area: string }) {
  const { t } = useTranslation('findings');
  const every = useEvery();
  const { t: tm } = useTranslation();
  const { may } = useSession();
  const [doing, setDoing] = useState<{ plan?: Plan }>();
  const { items, loading, error, retry, more, fetching } = usePages<Plan>(plansPath, { area, limit: 200 });
  const drop = useSend();
  if (error) return <Failed error={error} retry={retry} />;
  const name = (plan: Plan) => plan.area_name || plan.line_name || plan.area_code || plan.line_code || '';
  return (
    <div className="stack">
      {may.patrol_plan && <p><Button icon={<PlusOutlined />} onClick={() => setDoing({})}>{t('patrols.newPlan')}</Button></p>}
      {drop.error && <p role="alert" className="due late lines">{errorText(drop.error, tm)}</p>}
      <Table<Plan>
        rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={items.length ? { x: 940 } : undefined} locale={{ emptyText: <span className="muted">{t('patrols.noPlans')}</span> }}
        columns={[
          { title: t('patrols.what'), rowScope: 'row', width: 180, render: (_, one) => name(one) },
          { title: t('patrols.every'), width: 110, render: (_, one) => every(one.every_months) },
          { title: t('patrols.patroller'), width: 150, render: (_, one) => one.patroller || none },
          { title: t('patrols.fromUntil'), width: 200, render: (_, one) => `${one.from_on} – ${one.until_on ?? t('patrols.openEnd')}` },
          { title: t('patrols.note'), render: (_, one) => one.note || none },
          ...(may.patrol_plan ? [{
            title: t('action'), width: 150,
            render: (_: unknown, one: Plan) => (
              <span className="row-actions">
                <Button size="small" onClick={() => setDoing({ plan: one })} aria-label={t('patrols.editPlan', { name: name(one) })}>{t('edit.go')}</Button>
                <Ask title={t('patrols.dropAsk', { name: name(one) })} okText={t('patrols.drop')} onConfirm={() => drop.mutate({ method: 'DELETE', path: `${plansPath}/${one.id}`, ifMatch: one.version })}>
                  <Button size="small" danger>{t('patrols.drop')}</Button>
                </Ask>
              </span>
            ),
          }] : []),
        ]}
      />
      <More more={more} fetching={fetching} />
      {doing && <PlanModal plan={doing.plan} onClose={() => setDoing(undefined)} />}
    </div>
  );
}
