/** Coverage of a line in the round: map, straight bar, stretches, markers, and tracks to be added. */
import type { FeatureCollection, Geometry } from 'geojson';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { number } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Coarse } from '../parts/Coarse';
import { precisionOf } from '../parts/coarse';
import { share } from './cells';
import { CoverageBar } from './CoverageBar';
import { CoverageMap } from './CoverageMap';
import { MarkersTable, SegmentsTable, StretchesList } from './CoverageTables';
import { type Coverage, linePath, type RoundLine } from './rounds';
import { TrackUpload } from './TrackUpload';

type Tracks = FeatureCollection<Geometry, { id: string; walked_on: string; team: string }>;

export function CoverageCard({ line, mayWork }: { line: RoundLine; mayWork: boolean }) {
  const { t } = useTranslation('rounds');
  const precision = precisionOf(useSession());
  const path = linePath(line.round, line.code);
  const { data: coverage } = useGet<Coverage>(`${path}/coverage`);
  const { data: tracks } = useGet<Tracks>(`${path}/tracks`);
  if (!coverage) return null;
  return (
    <section className="card coverage-card" aria-labelledby="coverage-title">
      <h2 id="coverage-title">{t('coverage.title')}</h2>
      <p>
        {coverage.tracks === 0 ? t('coverage.noTrack') : t('coverage.said', { tracks: coverage.tracks, share: share(coverage.covered), km: number(coverage.walked_km, 3), reach: number(coverage.reach_m) })}
        {' '}{line.markers_due > 0 && t('coverage.markersSaid', { done: line.markers_done, due: line.markers_due })}
      </p>
      <CoverageBar coverage={coverage} />
      <CoverageMap code={line.code} coverage={coverage} tracks={tracks} />
      <Coarse metres={Math.max(precision.lines, precision.inspections)} />
      {coverage.late_inspections > 0 && <p className="muted">{t('late', { count: coverage.late_inspections })}</p>}
      <h3>{t('coverage.segments')}</h3>
      <SegmentsTable segments={coverage.segments} />
      <StretchesList stretches={coverage.stretches} />
      <h3>{t('coverage.markers')}</h3>
      <MarkersTable markers={coverage.markers} />
      <h3>{t('coverage.tracks')}</h3>
      <ul className="seen-list">
        {tracks?.features.map(({ properties: one }) => <li key={one.id}>{one.walked_on} {one.team}</li>)}
        {tracks?.features.length === 0 && <li className="muted">{t('coverage.noTrack')}</li>}
      </ul>
      {mayWork && <TrackUpload line={line} />}
    </section>
  );
}
