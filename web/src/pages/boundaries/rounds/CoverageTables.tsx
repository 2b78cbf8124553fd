/** Coverage in figures: the markers of the line, and its stretches between them. */
import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConditionWords } from '../../../api/conditions';
import { none, number } from '../../../lib/format';
import { share } from './cells';
import type { Coverage, CoverageMarker } from './rounds';

type Segment = Coverage['segments'][number];
type Seen = Coverage['stretches'][number];
const km = (metres: number) => number(metres / 1000, 3);

export function MarkersTable({ markers }: { markers: CoverageMarker[] }) {
  const { t } = useTranslation('rounds');
  const word = useConditionWords();
  if (markers.length === 0) return <p className="muted">{t('coverage.noMarkers')}</p>;
  return (
    <Table<CoverageMarker>
      rowKey="marker_id" size="small" dataSource={markers} pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }} scroll={{ x: 560 }}
      columns={[
        { title: t('columns.marker'), width: 104, fixed: 'start', rowScope: 'row', render: (_, one) => <Link to={`/boundaries/markers/${one.marker_id}`}>{one.number}</Link> },
        { title: t('coverage.seen'), width: 84, render: (_, one) => <Tag color={one.done ? 'green' : 'orange'}>{t(one.done ? 'coverage.reachedWord' : 'coverage.waitingWord')}</Tag> },
        { title: t('coverage.on'), width: 150, render: (_, one) => (one.on ? <span className="stacked">{one.on}<small className="muted">{one.observer}</small></span> : none) },
        { title: t('coverage.found'), render: (_, one) => (one.conditions.length ? <span className="stacked">{one.conditions.map(word).join('、')}<small className="muted">{one.note}</small></span> : none) },
      ]}
    />
  );
}

export function SegmentsTable({ segments }: { segments: Segment[] }) {
  const { t } = useTranslation('rounds');
  const last = segments.length - 1;
  const name = (number: string, at: number, end: 'start' | 'end' | false) => number || (end ? t(`coverage.${end}`) : t('coverage.at', { km: km(at) }));
  return (
    <Table<Segment>
      rowKey="from_m" size="small" dataSource={segments} pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: t('coverage.segment'), rowScope: 'row', render: (_, one, i) => `${name(one.from, one.from_m, i === 0 && 'start')} → ${name(one.to, one.to_m, segments.indexOf(one) === last && 'end')}` },
        { title: t('coverage.length'), width: 84, align: 'right', render: (_, one) => km(one.to_m - one.from_m) },
        { title: t('coverage.covered'), width: 76, align: 'right', render: (_, one) => <span className={one.covered >= 0.9995 ? 'whole-part' : one.covered === 0 ? 'late' : undefined}>{share(one.covered)}</span> },
      ]}
    />
  );
}

/** What was seen of stretches without a marker. */
export function StretchesList({ stretches }: { stretches: Seen[] }) {
  const { t } = useTranslation('rounds');
  const word = useConditionWords();
  if (stretches.length === 0) return null;
  return (
    <>
      <h3>{t('coverage.stretches')}</h3>
      <ul className="seen-list">
        {stretches.map((one) => (
          <li key={one.inspection_id}>
            {km(one.from_m)}–{km(one.to_m)} {t('km')}：{one.conditions.map(word).join('、')}{one.note && `，${one.note}`} <small className="muted">{one.on} {one.observer}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
