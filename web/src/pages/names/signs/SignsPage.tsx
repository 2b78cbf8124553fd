/** The register of name signs with the progress of its yearly plans. */
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select, Table, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { get } from '../../../api/client';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { areaPath, none } from '../../../lib/format';
import { Download } from '../../../shell/Download';
import { Failed } from '../../../shell/States';
import { mapLink } from '../../map/params';
import '../../pages.css';
import { More } from '../../../parts/More';
import { NameFilters } from '../parts/NameFilters';
import { PlanModal } from './PlanModal';
import { ProgressTable } from './ProgressTable';
import { SignModal } from './SignModal';
import { conditions, kinds, type Plan, type Progress, type Sign } from './signs';

type Doing = { sign?: Sign } | { plan?: Plan } | undefined;

export function SignsPage() {
  const { t } = useTranslation('names');
  const { may } = useSession();
  const { values, set } = useFilters(['area', 'class', 'q', 'kind', 'condition', 'plan']);
  const [doing, setDoing] = useState<Doing>();
  const progress = useQuery({
    queryKey: ['list', '/gazetteer/sign-plans/progress', values.area],
    queryFn: ({ signal }) => get<{ items: Progress[]; total: Progress }>('/gazetteer/sign-plans/progress', { area: values.area }, signal),
  });
  const plans = useQuery({
    queryKey: ['list', '/gazetteer/sign-plans', ''],
    queryFn: ({ signal }) => get<{ items: Plan[] }>('/gazetteer/sign-plans', {}, signal),
    select: (data) => data.items,
  });
  const close = () => setDoing(undefined);
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('sections.signs')}</h1>
        <span className="row-actions">
          {may.names && <Button icon={<PlusOutlined />} onClick={() => setDoing({ plan: undefined })}>{t('signs.newPlan')}</Button>}
          {may.names && <Button type="primary" icon={<PlusOutlined />} onClick={() => setDoing({ sign: undefined })}>{t('signs.new')}</Button>}
          <Download path="/gazetteer/signs.xlsx" query={values} label={t('excel')} name={`${t('sections.signs')}.xlsx`} />
        </span>
      </header>
      <NameFilters values={values} set={set}>
        <label>
          {t('signs.kind')}
          <Select value={values.kind || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('kind', value)} options={kinds.map((value) => ({ value, label: t(`signs.kinds.${value}`) }))} />
        </label>
        <label>
          {t('signs.condition')}
          <Select value={values.condition || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('condition', value)} options={conditions.map((value) => ({ value, label: t(`signs.conditions.${value}`) }))} />
        </label>
        <label>
          {t('signs.plan')}
          <Select value={values.plan || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('plan', value)} options={plans.data?.map(({ id, title, year }) => ({ value: id, label: `${year} ${title}` }))} />
        </label>
      </NameFilters>
      <Tabs
        items={[
          { key: 'signs', label: t('signs.register'), children: <Register values={values} edit={may.names ? (sign) => setDoing({ sign }) : undefined} /> },
          {
            key: 'plans', label: t('signs.progress'),
            children: progress.data ? (
              <ProgressTable rows={progress.data.items} total={progress.data.total} edit={may.names ? (id) => setDoing({ plan: plans.data?.find((one) => one.id === id) }) : undefined} />
            ) : (
              progress.error && <Failed error={progress.error} retry={() => void progress.refetch()} />
            ),
          },
        ]}
      />
      {doing && 'sign' in doing && <SignModal sign={doing.sign} plans={plans.data ?? []} onClose={close} />}
      {doing && 'plan' in doing && <PlanModal plan={doing.plan} onClose={close} />}
    </div>
  );
}

const colours = { planned: 'blue', good: 'green', worn: 'gold', damaged: 'orange', missing: 'red', wrong: 'magenta' } as const;

function Register({ values, edit }: { values: Record<string, string>; edit?: (sign: Sign) => void }) {
  const { t } = useTranslation('names');
  const { items, loading, error, retry, more, fetching } = usePages<Sign>('/gazetteer/signs', values);
  if (error) return <Failed error={error} retry={retry} />;
  return (
    <>
      <Table<Sign>
        rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={{ x: 1100 }}
        columns={[
          { title: t('signs.place'), fixed: 'left', width: 150, rowScope: 'row', render: (_, one) => <Link to={mapLink('place', one.place_id)}>{one.place_name}</Link> },
          { title: t('signs.area'), width: 190, render: (_, one) => areaPath(one.area_path.slice(1)) },
          { title: t('signs.kind'), width: 110, render: (_, one) => t(`signs.kinds.${one.kind}`) },
          { title: t('signs.text'), render: (_, one) => (<>{one.text}{one.differs && <Tag color="red" className="beside">{t('signs.differs')}</Tag>}</>) },
          { title: t('signs.romanised'), dataIndex: 'romanised' },
          { title: t('signs.condition'), width: 100, render: (_, one) => <Tag color={colours[one.condition]}>{t(`signs.conditions.${one.condition}`)}</Tag> },
          { title: t('signs.installed_on'), width: 110, render: (_, one) => one.installed_on ?? none },
          { title: t('signs.plan'), render: (_, one) => (one.plan_id ? `${one.year} ${one.plan_title}` : none) },
          ...(edit ? [{ title: t('action'), width: 80, render: (_: unknown, one: Sign) => <Button size="small" onClick={() => edit(one)}>{t('edit')}</Button> }] : []),
        ]}
      />
      <More more={more} fetching={fetching} />
    </>
  );
}
