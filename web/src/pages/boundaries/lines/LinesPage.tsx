/** Boundary lines: what there is in all, and the list that leads to each. */
import { EnvironmentOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, Select, Switch, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { get } from '../../../api/client';
import { useCounties } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { type BoundarySummary, type Line, lineLevels, type Page } from '../../../api/types';
import { useFilters } from '../../../lib/filters';
import { none, number } from '../../../lib/format';
import { Failed, Loading } from '../../../shell/States';
import { Status } from '../../map/panel/Fields';
import '../../map/panel/panel.css';
import { mapLink } from '../../map/params';
import '../../pages.css';
import { lineTones } from './tones';

export function LinesPage() {
  const { t } = useTranslation();
  const { t: tl } = useTranslation('line');
  const { prefecture } = useSession();
  const [computed, setComputed] = useState(false);
  const [q, setQ] = useState('');
  const { values, set } = useFilters(['area', 'level', 'status']);
  const { area, level, status } = values;
  const { data: counties } = useCounties(prefecture.code);
  const summary = useQuery({
    queryKey: ['boundaries', 'summary', area],
    queryFn: ({ signal }) => get<BoundarySummary>('/boundaries/summary', { area: area || prefecture.code }, signal),
    placeholderData: keepPreviousData,
  });
  const lines = useQuery({
    queryKey: ['lines', area, level],
    queryFn: ({ signal }) => get<Page<Line>>('/boundaries/lines', { area, level, limit: 1000 }, signal),
    placeholderData: keepPreviousData,
  });
  const wanted = (line: Line) => (!status || line.status === status) && [line.name, line.code, line.left_name, line.right_name, line.short_code ?? ''].some((text) => text.includes(q.trim()));

  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.boundaries')}</h1>
        <label className="switch">
          <Switch size="small" checked={computed} onChange={setComputed} /> {t('boundaries.computed')}
        </label>
      </header>
      {summary.error && <Failed error={summary.error} retry={() => void summary.refetch()} />}
      {!summary.data && !summary.error && <Loading />}
      {summary.data && <Summary data={summary.data} computed={computed} level={level} onLevel={(value) => set('level', value)} />}
      <div className="filters">
        <label>{t('filter.county')}
          <Select value={area || undefined} allowClear placeholder={t('filter.all')} onChange={(value?: string) => set('area', value)} options={(counties ?? []).map((one) => ({ value: one.code, label: one.name }))} />
        </label>
        <label>{t('field.level')}
          <Select value={level || undefined} allowClear placeholder={t('filter.all')} onChange={(value?: string) => set('level', value)} options={lineLevels.map((value) => ({ value, label: t(`level.${value}`) }))} />
        </label>
        <label>{tl('list.status')}
          <Select value={status || undefined} allowClear placeholder={t('filter.all')} onChange={(value?: string) => set('status', value)} options={(['in_force', 'disputed', 'retired'] as const).map((value) => ({ value, label: t(`lineStatus.${value}`) }))} />
        </label>
        <label>{t('filter.search')}<Input value={q} allowClear onChange={(event) => setQ(event.target.value)} /></label>
      </div>
      {lines.error && <Failed error={lines.error} retry={() => void lines.refetch()} />}
      <Table<Line>
        rowKey="code" size="small" loading={lines.isFetching && !lines.data} dataSource={lines.data?.items.filter(wanted)} scroll={{ x: 980 }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }} showSorterTooltip={false}
        columns={[
          { title: t('kind.line'), dataIndex: 'name', sorter: (a, b) => a.name.localeCompare(b.name, 'zh'), render: (name: string, line) => <Link to={`/boundaries/lines/${line.code}`}>{name}</Link> },
          { title: t('field.level'), dataIndex: 'level', sorter: (a, b) => lineLevels.indexOf(a.level) - lineLevels.indexOf(b.level), render: (value: Line['level']) => t(`level.${value}`) },
          { title: t('boundaries.parties'), render: (_, line) => `${line.left_name} – ${line.right_name}` },
          { title: tl('list.leading'), dataIndex: 'leading_name', render: (name: string | undefined) => name || none },
          { title: t('field.agreed_length_km'), dataIndex: 'agreed_length_km', align: 'right', sorter: (a, b) => (a.agreed_length_km ?? 0) - (b.agreed_length_km ?? 0), render: (value: number | null) => number(value, 3) },
          ...(computed ? [{ title: t('field.geodesic_length_km'), dataIndex: 'geodesic_length_km', align: 'right' as const, render: (value: number | null) => number(value, 3) }] : []),
          { title: t('field.agreement'), dataIndex: 'agreement' },
          { title: t('boundaries.markers'), align: 'right', sorter: (a, b) => (a.markers?.length ?? 0) - (b.markers?.length ?? 0), render: (_, line) => number(line.markers?.length ?? 0) },
          { title: tl('list.status'), dataIndex: 'status', render: (value: Line['status']) => value && <Status tone={lineTones[value]}>{t(`lineStatus.${value}`)}</Status> },
          { key: 'map', width: 44, render: (_, line) => <Link to={mapLink('line', line.code)} aria-label={tl('list.onMap', { name: line.name })} title={tl('list.onMap', { name: line.name })}><EnvironmentOutlined /></Link> },
        ]}
      />
    </div>
  );
}

interface SummaryProps {
  data: BoundarySummary;
  computed: boolean;
  level: string;
  onLevel: (level: string | undefined) => void;
}

function Summary({ data, computed, level, onLevel }: SummaryProps) {
  const { t } = useTranslation();
  return (
    <section className="figures" aria-label={t('boundaries.summary')}>
      <dl className="figure big">
        <dt>{t('boundaries.lines')}</dt>
        <dd>{number(data.lines)}</dd>
      </dl>
      <dl className="figure big">
        <dt>{t('field.agreed_length_km')}</dt>
        <dd>{number(data.agreed_length_km, 3)}</dd>
        {computed && <dd className="muted">{t('boundaries.computedKm', { km: number(data.geodesic_length_km, 3) })}</dd>}
      </dl>
      <dl className="figure big">
        <dt>{t('boundaries.markers')}</dt>
        <dd>{number(data.markers)}</dd>
      </dl>
      {lineLevels.map((one) => {
        const sums = data.by_level[one];
        if (!sums) return null;
        return (
          <button key={one} type="button" className="figure" aria-pressed={level === one} onClick={() => onLevel(level === one ? undefined : one)}>
            <span className={`line-sample ${one}`} aria-hidden />
            <strong>{t(`level.${one}`)}</strong>
            <span>{t('boundaries.levelLines', { count: sums.lines })}</span>
            <span>{t('boundaries.levelKm', { km: number(sums.agreed_length_km, 3) })}</span>
            {computed && <span className="muted">{t('boundaries.computedKm', { km: number(sums.geodesic_length_km, 3) })}</span>}
          </button>
        );
      })}
    </section>
  );
}
