/** A choropleth of areas: each class has a colour and, where it matters, a pattern too. */
import { useQuery } from '@tanstack/react-query';
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, Map as MapLibre, MapMouseEvent, StyleSpecification } from 'maplibre-gl';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tileJsonOptions } from '../../api/queries';
import { useSession } from '../../api/session';
import type { AreaLevel } from '../../api/types';
import { baseStyle, type Bounds, china, tileSource } from '../../map/base';
import { mapFonts } from '../../map/engine';
import { MapView } from '../../map/MapView';
import { focus, halo, ink } from '../../map/palette';
import { patternIcon } from '../../map/symbols';
import { Failed, Loading } from '../../shell/States';
import { noOverlay, type Overlay } from './isochrones/isochrones';

/** A class of the legend: painted with a plain colour or a named pattern. */
export interface MapClass {
  key: string;
  label: string;
  paint: { colour: string } | { pattern: string };
}

interface Props {
  level: AreaLevel;
  classes: MapClass[];
  classOf: ReadonlyMap<string, string>;
  /** Areas outside this prefix stay unpainted. */
  area: string;
  bounds?: Bounds;
  selected: string | undefined;
  onSelect: (code: string) => void;
  /** Laid over the areas, below their names. */
  overlay?: Overlay;
  children?: ReactNode;
}

const none = { key: 'none', pattern: 'pattern:none' };

export function AreaMap({ level, classes, classOf, area, bounds, selected, onSelect, overlay = noOverlay, children }: Props) {
  const { t } = useTranslation();
  const session = useSession();
  const { data: tiles, error, refetch } = useQuery(tileJsonOptions('areas'));
  const [map, setMap] = useState<MapLibre>();
  const whole = session.prefecture.bounds ?? china;
  const style = useMemo<StyleSpecification | undefined>(
    () => tiles && baseStyle(whole, { areas: tileSource('areas', tiles), ...overlay.sources }, layersOf(level, area, classes, classOf, overlay), mapFonts),
    [tiles, whole, level, area, classes, classOf, overlay],
  );
  useSelection(map, style, level, selected, onSelect);
  useEffect(() => {
    if (map) map.fitBounds(bounds ?? whole, { padding: 24, duration: 300 });
  }, [map, bounds, whole]);

  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!style) return <Loading label={t('map.loading')} />;
  const used = new Set(classOf.values());
  return (
    <MapView style={style} bounds={bounds ?? whole} label={t('coverage.mapLabel')} onMap={setMap}>
      <div className="map-legends">
        <ul className="map-legend" aria-label={t('layers.title')}>
          {[...classes.filter((one) => used.has(one.key)), { key: none.key, label: t('coverage.noData'), paint: { pattern: none.pattern } }].map((one) => (
            <li key={one.key}>
              <i style={'colour' in one.paint ? { background: one.paint.colour } : { backgroundImage: `url(${patternIcon(one.paint.pattern)})`, backgroundSize: '10px' }} />
              {one.label}
            </li>
          ))}
        </ul>
        {children}
      </div>
    </MapView>
  );
}

/** Ground, one layer for each class, edges and names. */
export function layersOf(level: AreaLevel, area: string, classes: MapClass[], classOf: ReadonlyMap<string, string>, overlay = noOverlay): LayerSpecification[] {
  const source = { source: 'areas', 'source-layer': 'areas' } as const;
  const inside: ExpressionSpecification = ['==', ['slice', ['get', 'code'], 0, area.length], area];
  const unit: FilterSpecification = ['all', ['==', ['get', 'level'], level], inside];
  const codesOf = (key: string) => [...classOf].filter(([, one]) => one === key).map(([code]) => code);
  return [
    { id: 'ground', type: 'fill', ...source, filter: ['==', ['get', 'level'], 'county'], paint: { 'fill-color': halo } },
    { id: 'units', type: 'fill', ...source, filter: unit, paint: { 'fill-pattern': none.pattern } },
    ...classes.map((one): LayerSpecification => ({
      id: `class-${one.key}`, type: 'fill', ...source,
      filter: ['all', ['==', ['get', 'level'], level], ['in', ['get', 'code'], ['literal', codesOf(one.key)]]],
      paint: 'colour' in one.paint ? { 'fill-color': one.paint.colour } : { 'fill-pattern': one.paint.pattern },
    })),
    { id: 'unit-edge', type: 'line', ...source, filter: unit, paint: { 'line-color': '#fff', 'line-width': 1 } },
    {
      id: 'county-edge', type: 'line', ...source, filter: ['==', ['get', 'level'], 'county'],
      paint: { 'line-color': '#5d5a6b', 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 1, 11, 2.2] },
    },
    { id: 'unit-selected', type: 'line', ...source, filter: ['==', ['get', 'code'], ''], paint: { 'line-color': focus, 'line-width': 3.5 } },
    ...overlay.layers,
    {
      id: 'unit-label', type: 'symbol', source: 'areas', 'source-layer': 'area_labels', filter: unit, minzoom: level === 'county' ? 5 : 7.6,
      layout: { 'text-field': ['get', 'name'], 'text-font': mapFonts, 'text-size': level === 'county' ? 14 : 11.5, 'text-max-width': 7 },
      paint: { 'text-color': ink, 'text-halo-color': 'rgba(255,255,255,.85)', 'text-halo-width': 1.5 },
    },
  ];
}

function useSelection(map: MapLibre | undefined, style: unknown, level: AreaLevel, selected: string | undefined, onSelect: (code: string) => void): void {
  const tell = useRef(onSelect);
  useEffect(() => {
    tell.current = onSelect;
  });
  useEffect(() => {
    if (!map) return;
    const show = () => {
      if (map.getLayer('unit-selected')) map.setFilter('unit-selected', ['all', ['==', ['get', 'level'], level], ['==', ['get', 'code'], selected ?? '']]);
    };
    show();
    map.on('style.load', show);
    return () => {
      map.off('style.load', show);
    };
  }, [map, style, level, selected]);
  useEffect(() => {
    if (!map) return;
    const click = (event: MapMouseEvent) => {
      const [hit] = map.queryRenderedFeatures(event.point, { layers: ['units'] });
      if (hit) tell.current(String(hit.properties.code));
    };
    map.on('click', click);
    return () => {
      map.off('click', click);
    };
  }, [map]);
}
