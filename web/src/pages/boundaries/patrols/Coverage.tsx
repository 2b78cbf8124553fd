/** What was covered in the month, on the map and in a table that agrees with it. */
import { Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePages } from '../../../api/lists';
import { lineLevels } from '../../../api/types';
import { number, percent } from '../../../lib/format';
import { ThingsMap } from '../findings/parts/ThingsMap';
import type { Thing } from '../findings/parts/thingsStyle';
import { usePartyNames } from '../findings/parts/pickers';
import { colours, coverageLayers, toneOf } from './coverageStyle';
import { daysOf, type Patrol, type PatrolledLine, patrolsPath, type Progress } from './patrols';

export function Coverage({ progress, area }: { progress: Progress; area: string }) {
  const { t } = useTranslation('findings');
  const { items } = usePages<Patrol>(patrolsPath, { ...daysOf(progress.period), area, limit: 500 });
  const tracks = useMemo<Thing[]>(() => items.flatMap(({ id, track }) => (track ? [{ type: 'Feature' as const, properties: { key: id, label: '', colour: colours.track }, geometry: track }] : [])), [items]);
  const under = useMemo(() => coverageLayers(progress), [progress]);
  const legend = (['full', 'part', 'none', 'track'] as const).map((one) => ({ colour: colours[one], label: t(`patrols.tones.${one}`) }));
  return (
    <div className="stack">
      <ThingsMap things={tracks} under={under} label={t('patrols.coverageMap')} legend={legend} />
      <p className="muted">{t('patrols.within', { metres: progress.within_m })}</p>
      <LinesTable lines={progress.lines} />
    </div>
  );
}

function LinesTable({ lines }: { lines: PatrolledLine[] }) {
  const { t } = useTranslation('findings');
  const { t: tm } = useTranslation();
  const partyName = usePartyNames();
  const rows = useMemo(() => [...lines].sort((a, b) => b.covered - a.covered || lineLevels.indexOf(a.level) - lineLevels.indexOf(b.level) || a.name.localeCompare(b.name, 'zh')), [lines]);
  return (
    <Table<PatrolledLine>
      rowKey="code" size="small" dataSource={rows} scroll={{ x: 940 }} pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }} showSorterTooltip={false}
      columns={[
        { title: t('line'), rowScope: 'row', width: 210, render: (_, one) => <Link to={`/boundaries/lines/${one.code}`}>{one.name}</Link> },
        { title: tm('field.level'), width: 90, render: (_, one) => tm(`level.${one.level}`) },
        { title: t('parties'), width: 210, render: (_, one) => [one.left_area, one.right_area].map(partyName).join(' – ') },
        { title: t('patrols.agreed'), width: 120, align: 'right', render: (_, one) => number(one.agreed_length_km, 3) },
        {
          title: t('patrols.covered'), width: 120, align: 'right', sorter: (a, b) => a.covered - b.covered,
          render: (_, one) => <span className={`covered ${toneOf(one.covered)}`}>{t(`patrols.short.${toneOf(one.covered)}`)} {percent(one.covered * 100)}</span>,
        },
        { title: t('patrols.times'), width: 80, align: 'right', dataIndex: 'patrols' },
        { title: t('patrols.markersVisited'), width: 110, align: 'right', render: (_, one) => `${one.markers_visited.length} / ${one.markers.length}` },
      ]}
    />
  );
}
