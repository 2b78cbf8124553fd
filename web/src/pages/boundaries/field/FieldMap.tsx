/** A small map: where one is with the circle of accuracy, the chosen line and stretch, its markers, the walk so far. */
import { useQuery } from '@tanstack/react-query';
import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordOptions } from '../../../api/queries';
import { useSession } from '../../../api/session';
import type { Line } from '../../../api/types';
import { circle, type LonLat, slice } from '../../../lib/geodesy';
import { MapView } from '../../../map/MapView';
import { Loading } from '../../../shell/States';
import { useMapData } from '../../map/useMapData';
import { pointsOf } from './field';
import { withField } from './mapStyle';
import { type Fix, usePosition } from './position';
import { useRecording } from './recorder';
import type { TrackPoint } from './track';

interface Props {
  line: Line | undefined;
  stretch: [number, number] | undefined;
  markerId: string | undefined;
}

export function FieldMap({ line, stretch, markerId }: Props) {
  const { t } = useTranslation('field');
  const session = useSession();
  const data = useMapData(session);
  const style = useMemo(() => data && withField(data.style), [data]);
  const [map, setMap] = useState<MapLibre>();
  const { fix } = usePosition();
  const track = useRecording(session.account?.login ?? '')?.points;
  useFeatures(map, useMemo(() => featuresOf(line, stretch, fix, track), [line, stretch, fix, track]));
  useView(map, line, stretch, markerId, fix);
  if (!data || !style) return <Loading />;
  return <MapView style={style} bounds={data.bounds} kinds={data.kinds} label={t('map')} onMap={setMap} />;
}

function featuresOf(line: Line | undefined, stretch: Props['stretch'], fix: Fix | undefined, track: TrackPoint[] | undefined): FeatureCollection {
  const features: Feature[] = [];
  const path = (part: string, coordinates: readonly LonLat[]) => {
    if (coordinates.length > 1) features.push({ type: 'Feature', properties: { part }, geometry: { type: 'LineString', coordinates: coordinates.map(([x, y]) => [x, y]) } });
  };
  if (line) path('line', pointsOf(line));
  if (line && stretch) path('stretch', slice(pointsOf(line), stretch[0], stretch[1]));
  if (track) path('track', track.map(([lon, lat]): LonLat => [lon, lat]));
  if (fix) {
    features.push({ type: 'Feature', properties: { part: 'accuracy' }, geometry: { type: 'Polygon', coordinates: [circle([fix.lon, fix.lat], fix.accuracy)] } });
    features.push({ type: 'Feature', properties: { part: 'here' }, geometry: { type: 'Point', coordinates: [fix.lon, fix.lat] } });
  }
  return { type: 'FeatureCollection', features };
}

function useFeatures(map: MapLibre | undefined, features: FeatureCollection): void {
  useEffect(() => {
    if (!map) return;
    const show = () => map.getSource<GeoJSONSource>('field')?.setData(features);
    show();
    map.on('style.load', show);
    return () => {
      map.off('style.load', show);
    };
  }, [map, features]);
}

/** Moves with what is chosen, and to the position once it is known; not with every step. */
function useView(map: MapLibre | undefined, line: Line | undefined, stretch: Props['stretch'], markerId: string | undefined, fix: Fix | undefined): void {
  const marker = useMarkerSpot(markerId);
  const known = fix !== undefined;
  const part = stretch?.join('-');
  useEffect(() => {
    if (!map) return;
    const go = { duration: 0 };
    if (marker) {
      map.jumpTo({ center: marker, zoom: 15 });
      return;
    }
    const shown = line ? (stretch ? slice(pointsOf(line), stretch[0], stretch[1]) : pointsOf(line)) : [];
    if (shown.length) map.fitBounds(boundsOf(shown), { padding: 28, maxZoom: 15, ...go });
    else if (fix) map.jumpTo({ center: [fix.lon, fix.lat], zoom: 12 });
    // The position decides once, the stretch by what it says.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [map, line, part, marker?.join(','), known]);
}

function useMarkerSpot(id: string | undefined): [number, number] | undefined {
  const { data } = useQuery({ ...recordOptions('marker', id ?? ''), enabled: id !== undefined });
  return id && data?.lon != null && data.lat != null ? [data.lon, data.lat] : undefined;
}

function boundsOf(points: readonly LonLat[]): [number, number, number, number] {
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
