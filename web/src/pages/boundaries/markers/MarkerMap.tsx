/** A marker and its witness objects on a map; as near as this reader is told their places. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { Marker } from '../../../api/types';
import { boundsOf } from '../../../map/bounds';
import { MapView } from '../../../map/MapView';
import { Loading } from '../../../shell/States';
import { useMapData } from '../../map/useMapData';
import { type Spot, styleWith } from '../lines/lineStyle';
import { precisionOf } from '../parts/coarse';

/** A degree of latitude is so many metres, near enough to frame a map. */
const perDegree = 111_000;
const around = 30;

export function MarkerMap({ marker }: { marker: Marker }) {
  const { t } = useTranslation('line');
  const session = useSession();
  const data = useMapData(session);
  const cell = precisionOf(session).markers;
  const spots = useMemo(() => spotsOf(marker), [marker]);
  const style = useMemo(() => data && styleWith(data.style, null, spots), [data, spots]);
  if (!data || !style || spots.length === 0) return <Loading />;
  const bounds = boundsOf(spots.map(({ lon, lat }) => ({ type: 'Point', coordinates: [lon, lat] })), Math.max(around, cell * 2) / perDegree);
  return (
    <div className="marker-map">
      <MapView style={style} bounds={bounds} kinds={data.kinds} label={t('marker.mapOf', { number: marker.number })} onMap={() => undefined} />
    </div>
  );
}

function spotsOf({ lon, lat, number, witnesses }: Marker): Spot[] {
  const own: Spot[] = lon === null || lat === null ? [] : [{ index: -1, kind: 'marker', label: number, lon, lat }];
  const others = (witnesses ?? []).flatMap((one): Spot[] => (one.lon == null || one.lat == null ? [] : [{ index: -1, kind: 'witness', label: String(one.seq), lon: one.lon, lat: one.lat }]));
  return [...own, ...others];
}
