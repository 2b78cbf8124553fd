/** Townships by what becomes of them, with candidates and chosen sites on top. */
import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, Map as MapLibre, MapGeoJSONFeature, MapMouseEvent, StyleSpecification } from 'maplibre-gl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tileJsonOptions } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { baseStyle, china, tileSource } from '../../../map/base';
import { mapFonts } from '../../../map/engine';
import { MapView } from '../../../map/MapView';
import { coverage, focus, halo, ink } from '../../../map/palette';
import { patternIcon } from '../../../map/symbols';
import { Failed, Loading } from '../../../shell/States';
import type { Place } from './siting';

export type AreaClass = 'covered' | 'new' | 'uncovered';

interface Props {
  points: FeatureCollection;
  classOf: ReadonlyMap<string, AreaClass>;
  selected: string | undefined;
  onSelect: (key: string) => void;
  label: string;
  /** Where siting rules keep sites out. */
  zones?: FeatureCollection;
  /** A click beside all points. */
  onPlace?: (place: Place) => void;
}

const looks = { covered: { colour: coverage.covered }, new: { colour: coverage.many }, uncovered: { pattern: 'pattern:uncovered' } } as const;
const zoneColours = { exclude: '#8c2d5e', warn: '#b07d12' } as const;
const empty: FeatureCollection = { type: 'FeatureCollection', features: [] };
/** Free candidates are small from afar, so that the areas below are seen. */
const crowd = ['interpolate', ['linear'], ['zoom'], 7, ['match', ['get', 'role'], 'excluded', 2.8, 1.2], 11, ['match', ['get', 'role'], 'excluded', 5, 4]] as unknown as ExpressionSpecification;
const roles = { site: '#b3261e', free: '#2f7d5b', excluded: '#8a8f98', left_out: '#c9ccd1' } as const;

export function SiteMap({ points, classOf, selected, onSelect, label, zones, onPlace }: Props) {
  const { t } = useTranslation('siting');
  const bounds = useSession().prefecture.bounds ?? china;
  const { data: tiles, error, refetch } = useQuery(tileJsonOptions('areas'));
  const [map, setMap] = useState<MapLibre>();
  const style = useMemo<StyleSpecification | undefined>(
    () => tiles && baseStyle(bounds, { areas: tileSource('areas', tiles), zones: { type: 'geojson', data: zones ?? empty }, sites: { type: 'geojson', data: points } }, layersOf(classOf), mapFonts),
    [tiles, bounds, points, zones, classOf],
  );
  useChoice(map, style, selected, onSelect, onPlace);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!style) return <Loading />;
  return (
    <div className="site-map">
      <MapView style={style} bounds={bounds} label={label} onMap={setMap}>
        <ul className="map-legend" aria-label={t('legend')}>
          {(['site', 'free', 'excluded'] as const).map((role) => <li key={role}><i className={`dot-${role}`} style={{ background: roles[role] }} />{t(`role.${role}`)}</li>)}
          {(['covered', 'new', 'uncovered'] as const).map((one) => {
            const look = looks[one];
            return <li key={one}><i style={'colour' in look ? { background: look.colour } : { backgroundImage: `url(${patternIcon(look.pattern)})`, backgroundSize: '10px' }} />{t(`area.${one}`)}</li>;
          })}
          {zones && (['exclude', 'warn'] as const).map((one) => <li key={one}><i style={{ background: zoneColours[one], opacity: 0.55 }} />{t(`zone.${one}`)}</li>)}
        </ul>
      </MapView>
    </div>
  );
}

function layersOf(classOf: ReadonlyMap<string, AreaClass>): LayerSpecification[] {
  const source = { source: 'areas', 'source-layer': 'areas' } as const;
  const codes = (one: AreaClass) => [...classOf].filter(([, is]) => is === one).map(([code]) => code);
  const colour = ['match', ['get', 'role'], ...Object.entries(roles).flat(), '#000'] as unknown as ExpressionSpecification;
  return [
    { id: 'ground', type: 'fill', ...source, filter: ['==', ['get', 'level'], 'county'], paint: { 'fill-color': halo } },
    ...(['covered', 'new', 'uncovered'] as const).map((one): LayerSpecification => {
      const look = looks[one];
      return { id: `area-${one}`, type: 'fill', ...source, filter: ['in', ['get', 'code'], ['literal', codes(one)]], paint: 'colour' in look ? { 'fill-color': look.colour, 'fill-opacity': one === 'covered' ? 0.45 : 0.9 } : { 'fill-pattern': look.pattern } };
    }),
    { id: 'township-edge', type: 'line', ...source, filter: ['==', ['get', 'level'], 'township'], paint: { 'line-color': '#fff', 'line-width': 0.8 } },
    { id: 'county-edge', type: 'line', ...source, filter: ['==', ['get', 'level'], 'county'], paint: { 'line-color': '#5d5a6b', 'line-width': 1 } },
    ...(['exclude', 'warn'] as const).flatMap((one): LayerSpecification[] => [
      { id: `zone-${one}`, type: 'fill', source: 'zones', filter: ['==', ['get', 'severity'], one], paint: { 'fill-color': zoneColours[one], 'fill-opacity': 0.28 } },
      { id: `zone-edge-${one}`, type: 'line', source: 'zones', filter: ['==', ['get', 'severity'], one], paint: { 'line-color': zoneColours[one], 'line-width': 0.8, ...(one === 'warn' && { 'line-dasharray': [3, 2] }) } },
    ]),
    {
      id: 'candidates', type: 'circle', source: 'sites', filter: ['!=', ['get', 'role'], 'site'],
      paint: { 'circle-color': ['match', ['get', 'role'], 'excluded', 'rgba(255,255,255,.85)', colour] as unknown as ExpressionSpecification, 'circle-radius': crowd, 'circle-stroke-width': ['match', ['get', 'role'], 'excluded', 1.4, 0.4], 'circle-stroke-color': ['match', ['get', 'role'], 'excluded', roles.excluded, '#fff'] },
    },
    { id: 'chosen', type: 'circle', source: 'sites', filter: ['==', ['get', 'role'], 'site'], paint: { 'circle-color': roles.site, 'circle-radius': 7, 'circle-stroke-width': 2, 'circle-stroke-color': '#fff' } },
    { id: 'chosen-one', type: 'circle', source: 'sites', filter: ['==', ['get', 'key'], ''], paint: { 'circle-color': 'rgba(0,0,0,0)', 'circle-radius': 10, 'circle-stroke-width': 3, 'circle-stroke-color': focus } },
    {
      id: 'chosen-name', type: 'symbol', source: 'sites', filter: ['==', ['get', 'role'], 'site'],
      layout: { 'text-field': ['get', 'name'], 'text-font': mapFonts, 'text-size': 12, 'text-anchor': 'top', 'text-offset': [0, 0.8], 'text-max-width': 8 },
      paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 1.6 },
    },
  ];
}

/** Degrees to a decimetre or so. */
const round = (x: number) => Math.round(x * 1e6) / 1e6;

/** A click chooses a point, or a place beside all points; the chosen point is ringed. */
function useChoice(map: MapLibre | undefined, style: unknown, selected: string | undefined, onSelect: (key: string) => void, onPlace: Props['onPlace']): void {
  const tell = useRef({ onSelect, onPlace });
  useEffect(() => {
    tell.current = { onSelect, onPlace };
  });
  useEffect(() => {
    if (!map) return;
    const show = () => {
      if (map.getLayer('chosen-one')) map.setFilter('chosen-one', ['==', ['get', 'key'], selected ?? '']);
    };
    show();
    map.on('style.load', show);
    return () => {
      map.off('style.load', show);
    };
  }, [map, style, selected]);
  useEffect(() => {
    if (!map) return;
    const click = (event: MapMouseEvent) => {
      const near = 6;
      const { x, y } = event.point;
      const far = ({ geometry }: MapGeoJSONFeature) => {
        if (geometry.type !== 'Point') return Infinity;
        const at = map.project(geometry.coordinates as [number, number]);
        return Math.hypot(at.x - x, at.y - y);
      };
      const hits = map.queryRenderedFeatures([[x - near, y - near], [x + near, y + near]], { layers: ['chosen', 'candidates'] });
      const [hit] = hits.sort((a, b) => far(a) - far(b));
      if (hit) tell.current.onSelect(String(hit.properties.key));
      else tell.current.onPlace?.({ lon: round(event.lngLat.lng), lat: round(event.lngLat.lat) });
    };
    map.on('click', click);
    return () => {
      map.off('click', click);
    };
  }, [map]);
}
