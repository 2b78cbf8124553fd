/** A stretch: what lies on it, and the ways to log it or a marker of it. */
import { CheckCircleFilled, RightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Line } from '../../../api/types';
import { percent } from '../../../lib/format';
import { distance, type LonLat } from '../../../lib/geodesy';
import { chainage, type Coverage, coveredShare, far, type Segment } from './field';
import { addressOf, type Place } from './useField';

interface Props {
  segment: Segment;
  line: Line;
  kind: Place['kind'];
  open: boolean;
  coverage: Coverage | undefined;
  /** From here along the line. */
  metres: number | undefined;
  here: LonLat | undefined;
}

export function StretchCard({ segment, line, kind, open, coverage, metres, here }: Props) {
  const { t } = useTranslation('field');
  const stretch: [number, number] = [segment.from, segment.to];
  const name = (number: string, at: number) => (number ? `${number} ${chainage(at)}` : chainage(at));
  const share = coverage ? coveredShare(segment, coverage.walked) : 0;
  const head = (
    <>
      <span className="big-text">
        <strong>{name(segment.fromNumber, segment.from)} → {name(segment.toNumber, segment.to)}</strong>
        <small>
          {far(segment.to - segment.from)}
          {coverage && ` · ${t('walked', { share: percent(100 * share) })}`}
        </small>
        <small>{passing(segment)}</small>
      </span>
      <span className="big-end">{metres === 0 ? t('here.on') : metres !== undefined && far(metres)}</span>
    </>
  );
  if (!open) return <Link className="big" replace to={addressOf({ line: line.code, stretch, kind })}>{head}</Link>;
  return (
    <section className="big-open" aria-label={name(segment.fromNumber, segment.from)}>
      <div className="big head">{head}</div>
      <Link className="big inner go" to={addressOf({ line: line.code, stretch, log: true, kind })}>
        <span className="big-text"><strong>{t('logStretch')}</strong></span> <RightOutlined aria-hidden />
      </Link>
      {markersOf(segment, here).map(({ id, number, metres: off }) => (
        <Link key={id} className="big inner" to={addressOf({ line: line.code, stretch, marker: id, log: true, kind })}>
          <span className="big-text">
            <strong>{t('marker', { number })}</strong>
            {coverage?.markers.some((one) => one.marker_id === id && one.done) && <small className="good"><CheckCircleFilled aria-hidden /> {t('seen')}</small>}
          </span>
          <span className="big-end">{off !== undefined && far(off)} <RightOutlined aria-hidden /></span>
        </Link>
      ))}
    </section>
  );
}

/** Nearest first. */
function markersOf({ stations }: Segment, here: LonLat | undefined) {
  const all = stations.flatMap((one) => one.markers).map((one) => ({ ...one, metres: here && distance(here, [one.lon, one.lat]) }));
  return here ? all.sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0)) : all;
}

/** What one meets on the way, by which one knows where one is. */
function passing({ stations }: Segment): string {
  const names = stations.flatMap((one) => (one.kind === 'road' || one.kind === 'river' ? [one.name] : one.kind === 'junction' ? one.lines.map((other) => other.name) : []));
  return [...new Set(names.filter(Boolean))].slice(0, 4).join('、');
}
