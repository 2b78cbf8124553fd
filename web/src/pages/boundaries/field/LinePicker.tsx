/** The first step: which line. Nearest first, or those due, or those of last time. */
import { RightOutlined } from '@ant-design/icons';
import { Input, Segmented, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOpenRound } from '../../../api/rounds';
import type { Line } from '../../../api/types';
import { useGet } from '../../../parts/useGet';
import { useFilters } from '../../../lib/filters';
import { number } from '../../../lib/format';
import { Empty, Failed } from '../../../shell/States';
import { Bar } from './Bar';
import { byDistance, far, type PatrolProgress, patrolDue, type Placed, type RoundLineHead } from './field';
import { Here } from './Here';
import { RecordsLink } from './RecordsLink';
import { usePosition } from './position';
import { TrackButton } from './TrackButton';
import { addressOf, recentLines } from './useField';

type From = 'near' | 'round' | 'patrol' | 'recent';
const most = 40;

export function LinePicker({ lines }: { lines: Line[] }) {
  const { t } = useTranslation('field');
  const { values, set } = useFilters(['from']);
  const [q, setQ] = useState('');
  const { data: round } = useOpenRound();
  const choices: From[] = ['near', ...(round ? ['round' as const] : []), 'patrol', 'recent'];
  const from = choices.find((one) => one === values.from) ?? 'near';
  const { fix } = usePosition();
  const placed = useMemo(() => byDistance(lines, fix && [fix.lon, fix.lat]), [lines, fix]);
  const due = useDue(from, round?.number);
  const wanted = placed.filter(({ line }) => (q.trim() ? matches(line, q.trim()) : inList(from, line, due.round, due.patrol)));
  if (from === 'round' && !q) wanted.sort((a, b) => order(due.round.get(a.line.code)) - order(due.round.get(b.line.code)));
  return (
    <>
      <h1 className="field-title">{t('pick')}</h1>
      <Here />
      <Input.Search size="large" value={q} allowClear placeholder={t('search')} aria-label={t('search')} onChange={(event) => setQ(event.target.value)} />
      <Segmented<From> block size="large" value={from} onChange={(value) => set('from', value)} options={choices.map((value) => ({ value, label: t(`from.${value}`) }))} />
      {due.error && <Failed error={due.error} retry={due.retry} />}
      {wanted.length === 0 && !due.busy && <Empty>{t(q ? 'noMatch' : `none.${from}`)}</Empty>}
      <ul className="big-list">
        {wanted.slice(0, most).map((one) => (
          <li key={one.line.code}>
            <LineButton placed={one} head={due.round.get(one.line.code)} kind={from === 'round' ? 'round' : 'patrol'} />
          </li>
        ))}
      </ul>
      {wanted.length > most && <p className="muted">{t('more', { count: wanted.length - most })}</p>}
      <Bar>
        <RecordsLink />
        <TrackButton />
      </Bar>
    </>
  );
}

function LineButton({ placed: { line, metres }, head, kind }: { placed: Placed; head: RoundLineHead | undefined; kind: 'patrol' | 'round' }) {
  const { t } = useTranslation('field');
  const { t: tm } = useTranslation();
  return (
    <Link className="big" to={addressOf({ line: line.code, kind })}>
      <span className="big-text">
        <strong>{line.name}</strong>
        <small>
          {tm(`level.${line.level}`)} · {number(line.agreed_length_km, 3)} km · {line.markers?.length ? t('markers', { count: line.markers.length }) : t('noMarkers')}
        </small>
        {head && (
          <small>
            {head.overdue && <Tag color="red">{t('overdue')}</Tag>}
            {head.due_on && t('due', { day: head.due_on })}
            {head.markers_due > 0 && ` · ${t('markersDone', { done: head.markers_done, due: head.markers_due })}`}
          </small>
        )}
      </span>
      <span className="big-end">{far(metres)} <RightOutlined aria-hidden /></span>
    </Link>
  );
}

function matches(line: Line, q: string): boolean {
  return [line.name, line.code, line.left_name, line.right_name, line.short_code ?? '', ...(line.markers ?? []).map((one) => one.number)].some((text) => text.includes(q));
}

function inList(from: From, line: Line, round: Map<string, RoundLineHead>, patrol: Set<string>): boolean {
  if (from === 'round') return round.has(line.code);
  if (from === 'patrol') return patrol.has(line.code);
  return from === 'near' || recentLines().includes(line.code);
}

/** By due date, those without one last. */
const order = (head: RoundLineHead | undefined) => (head?.due_on ? Date.parse(head.due_on) : Infinity);

const open = ['unplanned', 'planned', 'walked'];

function useDue(from: From, round: number | undefined) {
  const heads = useGet<{ items: RoundLineHead[] }>(`/boundaries/rounds/${round}/lines`, { limit: 1000 }, round !== undefined && from === 'round');
  const progress = useGet<PatrolProgress>('/boundaries/patrols/progress', {}, from === 'patrol');
  const asked = from === 'round' ? heads : from === 'patrol' ? progress : undefined;
  return {
    round: useMemo(() => new Map((from === 'round' ? (heads.data?.items ?? []) : []).filter((one) => open.includes(one.state)).map((one) => [one.code, one])), [from, heads.data]),
    patrol: useMemo(() => (progress.data ? patrolDue(progress.data) : new Set<string>()), [progress.data]),
    busy: asked?.isPending ?? false,
    error: asked?.error ?? null,
    retry: () => void asked?.refetch(),
  };
}
