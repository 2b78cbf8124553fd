/** Counties and roads, with isochrones laid over them. */
import { useQuery } from '@tanstack/react-query';
import type { ExpressionSpecification, LayerSpecification, Map as MapLibre, StyleSpecification } from 'maplibre-gl';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { tileJsonOptions } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { baseStyle, china, tileSource } from '../../../map/base';
import { mapFonts } from '../../../map/engine';
import { MapView } from '../../../map/MapView';
import { halo, ink, roadColours } from '../../../map/palette';
import { Failed, Loading } from '../../../shell/States';
import type { Isochrones, Overlay } from '../isochrones/isochrones';
import { IsochroneLegend } from '../isochrones/IsochroneLegend';

interface Props {
  overlay: Overlay;
  answer: Isochrones | undefined;
  onMap: (map: MapLibre | undefined) => void;
}

export function ReachMap({ overlay, answer, onMap }: Props) {
  const { t } = useTranslation('network');
  const bounds = useSession().prefecture.bounds ?? china;
  const areas = useQuery(tileJsonOptions('areas'));
  const roads = useQuery(tileJsonOptions('facilities'));
  const style = useMemo<StyleSpecification | undefined>(
    () =>
      areas.data && roads.data &&
      baseStyle(bounds, { areas: tileSource('areas', areas.data), facilities: tileSource('facilities', roads.data), ...overlay.sources }, [...ground, ...overlay.layers, ...names], mapFonts),
    [areas.data, roads.data, bounds, overlay],
  );
  const error = areas.error ?? roads.error;
  if (error) return <Failed error={error} retry={() => void Promise.all([areas.refetch(), roads.refetch()])} />;
  if (!style) return <Loading />;
  return (
    <div className="reach-map">
      <MapView style={style} bounds={bounds} label={t('reachMap')} onMap={onMap}>
        <IsochroneLegend answer={answer} />
      </MapView>
    </div>
  );
}

const county: ExpressionSpecification = ['==', ['get', 'level'], 'county'];
const roadColour = ['match', ['get', 'class'], ...Object.entries(roadColours).flat(), '#d5cdb8'] as unknown as ExpressionSpecification;

const ground: LayerSpecification[] = [
  { id: 'ground', type: 'fill', source: 'areas', 'source-layer': 'areas', filter: county, paint: { 'fill-color': halo } },
  { id: 'roads', type: 'line', source: 'facilities', 'source-layer': 'roads', layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': roadColour, 'line-width': 1.6 } },
  { id: 'county-edge', type: 'line', source: 'areas', 'source-layer': 'areas', filter: county, paint: { 'line-color': '#5d5a6b', 'line-width': 1 } },
];

const names: LayerSpecification[] = [
  {
    id: 'county-name', type: 'symbol', source: 'areas', 'source-layer': 'area_labels', filter: county,
    layout: { 'text-field': ['get', 'name'], 'text-font': mapFonts, 'text-size': 13 },
    paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 1.6 },
  },
];
