/** What of a line was covered in the round, on a map; whoever may not know where it runs is told so. */
import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection, Geometry, LineString } from 'geojson';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { recordOptions } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { boundsOf } from '../../../map/bounds';
import { MapView } from '../../../map/MapView';
import { useMapData } from '../../map/useMapData';
import { coverageColours, coverageStyle } from './coverageStyle';
import type { Coverage } from './rounds';

const ignore = () => undefined;

interface Props {
  code: string;
  coverage: Coverage;
  tracks: FeatureCollection<Geometry> | undefined;
}

export function CoverageMap({ code, coverage, tracks }: Props) {
  const { t } = useTranslation('rounds');
  const data = useMapData(useSession());
  const { data: record, isPending } = useQuery({ ...recordOptions('line', code), retry: false });
  const line = record?.geometry?.type === 'LineString' ? record.geometry : undefined;
  const style = useMemo(() => data && coverageStyle(data.style, { coverage, line: line as LineString | undefined, tracks }), [data, coverage, line, tracks]);
  const bounds = useMemo(() => (line ? boundsOf([line], 0.01) : record?.bbox ?? undefined), [line, record]);
  if (!data || !style || isPending) return null;
  return (
    <>
      <div className="coverage-map">
        <MapView style={style} bounds={bounds ?? data.bounds} kinds={data.kinds} label={t('coverage.map')} onMap={ignore}>
          <ul className="map-legend">
            <li><Stroke colour={coverageColours.walked} />{t('coverage.walked')}</li>
            <li><Stroke colour={coverageColours.left} dash="5 4" />{t('coverage.left')}</li>
            <li><Stroke colour={coverageColours.track} thin />{t('coverage.track')}</li>
            <li><Dot fill={coverageColours.reached} stroke="#fff" />{t('coverage.reached')}</li>
            <li><Dot fill="#fff" stroke="#b3261e" />{t('coverage.waiting')}</li>
          </ul>
        </MapView>
      </div>
      {record && !line && <p className="muted">{t('coverage.noShape')}</p>}
    </>
  );
}

function Stroke({ colour, dash, thin }: { colour: string; dash?: string; thin?: boolean }) {
  return <svg width="26" height="10" viewBox="0 0 26 10" aria-hidden><line x1="1" y1="5" x2="25" y2="5" stroke={colour} strokeWidth={thin ? 1.6 : 4} strokeDasharray={dash} /></svg>;
}

function Dot({ fill, stroke }: { fill: string; stroke: string }) {
  return <svg width="26" height="12" viewBox="0 0 26 12" aria-hidden><circle cx="13" cy="6" r="4.5" fill={fill} stroke={stroke} strokeWidth="1.8" /></svg>;
}
