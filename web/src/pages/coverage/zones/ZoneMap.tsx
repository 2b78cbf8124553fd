/** Burial zones over the areas, with what they look like; what is drawn on it comes from the form beside it. */
import { useQuery } from '@tanstack/react-query';
import type { FilterSpecification, LayerSpecification, Map as MapLibre, StyleSpecification } from 'maplibre-gl';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { tileJsonOptions } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { baseStyle, china, tileSource } from '../../../map/base';
import { mapFonts } from '../../../map/engine';
import { MapView } from '../../../map/MapView';
import { boundary, halo, ink } from '../../../map/palette';
import { patternIcon } from '../../../map/symbols';
import { zoneKinds, zoneLayers } from '../../../map/zones';
import { Failed, Loading } from '../../../shell/States';

interface Props {
  label: string;
  /** The zone that is being drawn: not shown as it is stored. */
  but?: string;
  onMap: (map: MapLibre | undefined) => void;
  children?: ReactNode;
}

export function ZoneMap({ label, but, onMap, children }: Props) {
  const { t } = useTranslation();
  const bounds = useSession().prefecture.bounds ?? china;
  const areas = useQuery(tileJsonOptions('areas'));
  const zones = useQuery(tileJsonOptions('facilities'));
  const style = useMemo<StyleSpecification | undefined>(
    () => areas.data && zones.data && baseStyle(bounds, { areas: tileSource('areas', areas.data), facilities: tileSource('facilities', zones.data) }, layersOf(but), mapFonts),
    [areas.data, zones.data, bounds, but],
  );
  const failed = areas.error ?? zones.error;
  if (failed) return <Failed error={failed} retry={() => { void areas.refetch(); void zones.refetch(); }} />;
  if (!style) return <Loading label={t('map.loading')} />;
  return (
    <div className="zone-map">
      <MapView style={style} bounds={bounds} label={label} onMap={onMap}>
        <ul className="map-legend" aria-label={t('layers.title')}>
          {zoneKinds.map((kind) => <li key={kind}><i style={{ backgroundImage: `url(${patternIcon(`zone:${kind}`)})`, backgroundSize: '12px' }} />{t(`zone.${kind}`)}</li>)}
        </ul>
      </MapView>
      {children}
    </div>
  );
}

function layersOf(but: string | undefined): LayerSpecification[] {
  const source = { source: 'areas', 'source-layer': 'areas' } as const;
  const county: FilterSpecification = ['==', ['get', 'level'], 'county'];
  return [
    { id: 'ground', type: 'fill', ...source, filter: county, paint: { 'fill-color': halo } },
    ...zoneLayers(but),
    { id: 'township-edge', type: 'line', ...source, filter: ['==', ['get', 'level'], 'township'], paint: { 'line-color': boundary.township, 'line-width': 0.6, 'line-dasharray': [2, 2] } },
    { id: 'county-edge', type: 'line', ...source, filter: county, paint: { 'line-color': boundary.county, 'line-width': 1.4 } },
    ...(['county', 'township'] as const).map((level): LayerSpecification => ({
      id: `${level}-label`, type: 'symbol', source: 'areas', 'source-layer': 'area_labels', filter: ['==', ['get', 'level'], level], minzoom: level === 'county' ? 5 : 8.6, maxzoom: level === 'county' ? 9.5 : 24,
      layout: { 'text-field': ['get', 'name'], 'text-font': mapFonts, 'text-size': level === 'county' ? 14 : 11.5, 'text-max-width': 7 },
      paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 1.6 },
    })),
  ];
}
