/** The map of everything: layers, selection, clicks, and the pin of a form. */
import type { GeoJSONSource, Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import { Marker } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordKind } from '../../api/queries';
import { hashOfView, viewFromHash } from '../../map/engine';
import { clickable } from '../../map/layers';
import { MapView } from '../../map/MapView';
import { applyHidden, type Hidden } from '../../map/visibility';
import type { PointRequest } from './bus';
import type { Selection } from './params';
import type { Spot } from './useSpot';
import type { MapData } from './useMapData';

export interface Hit extends Selection {
  name: string;
}

interface Props {
  data: MapData;
  hidden: Hidden;
  selection: Selection | undefined;
  /** Position of the selected thing, once loaded. */
  spot: Spot | undefined;
  request: PointRequest | undefined;
  onMap: (map: MapLibre | undefined) => void;
  onHits: (hits: Hit[]) => void;
}

export function MainMap({ data, hidden, selection, spot, request, onMap, onHits }: Props) {
  const { t } = useTranslation();
  const [map, setMap] = useState<MapLibre>();
  const [room] = useState(aroundBounds);
  const [view] = useState(() => viewFromHash(window.location.hash));
  useAddress(map);
  useVisibility(map, data, hidden);
  useHighlight(map, data, selection, spot);
  useClicks(map, request, onHits);
  usePin(map, request);
  return (
    <MapView
      style={data.style} bounds={data.bounds} padding={room} kinds={data.kinds} view={view} label={t('map.label')}
      onMap={(made) => {
        setMap(made);
        onMap(made);
      }}
    />
  );
}

/** The legend stands open at the right of wide screens. */
function aroundBounds() {
  const wide = window.matchMedia('(min-width: 1200px)').matches;
  return wide ? { top: 30, right: 265, bottom: 36, left: 36 } : { top: 70, right: 20, bottom: 40, left: 20 };
}

/** The view goes into the address bar, and comes from it when it is edited by hand. */
function useAddress(map: MapLibre | undefined): void {
  useEffect(() => {
    if (!map) return;
    const home = window.location.pathname;
    const store = () => {
      const { pathname, search } = window.location;
      // A map that still moves while its page is left has nothing to say about the next one.
      if (pathname !== home) return;
      window.history.replaceState(window.history.state, '', pathname + search + hashOfView(map));
    };
    const follow = () => {
      const view = viewFromHash(window.location.hash);
      if (view) map.jumpTo(view);
    };
    map.on('moveend', store);
    window.addEventListener('hashchange', follow);
    return () => {
      map.off('moveend', store);
      window.removeEventListener('hashchange', follow);
    };
  }, [map]);
}

function useVisibility(map: MapLibre | undefined, data: MapData, hidden: Hidden): void {
  useEffect(() => {
    if (!map) return;
    const apply = () => applyHidden(map, hidden);
    apply();
    map.on('style.load', apply);
    return () => {
      map.off('style.load', apply);
    };
  }, [map, data, hidden]);
}

function useHighlight(map: MapLibre | undefined, data: MapData, selection: Selection | undefined, spot: Spot | undefined): void {
  useEffect(() => {
    if (!map) return;
    const code = (kind: RecordKind) => (selection?.kind === kind ? selection.id : '');
    for (const [layer, kind] of [['selected-area', 'area'], ['selected-line', 'line']] as const) {
      if (map.getLayer(layer)) map.setFilter(layer, ['==', ['get', 'code'], code(kind)]);
    }
    const pointed = selection && selection.kind !== 'area' && selection.kind !== 'line' ? spot : undefined;
    map.getSource<GeoJSONSource>('selection')?.setData({
      type: 'FeatureCollection',
      features: pointed ? [{ type: 'Feature', properties: {}, geometry: pointed.shape ?? { type: 'Point', coordinates: pointed.at } }] : [],
    });
  }, [map, data, selection, spot]);
}

/** A finger needs more room than a pointer. */
const reach = () => (window.matchMedia('(pointer: coarse)').matches ? 14 : 5);

/** The things at a point, nearest kind first, each once. A click carries only ids. */
function hitsAt(map: MapLibre, { x, y }: { x: number; y: number }): Hit[] {
  const r = reach();
  const hits = new Map<string, Hit>();
  for (const [layer, kind] of clickable) {
    if (!map.getLayer(layer)) continue;
    if ((kind === 'line' || kind === 'area') && hits.size) break;
    const around: [[number, number], [number, number]] = kind === 'area' ? [[x, y], [x, y]] : [[x - r, y - r], [x + r, y + r]];
    const features = map.queryRenderedFeatures(around, { layers: [layer] });
    if (kind === 'area') features.sort((a, b) => String(b.properties.code).length - String(a.properties.code).length).splice(1);
    for (const { properties } of features) {
      const id = String(kind === 'line' || kind === 'area' ? properties.code : properties.id);
      hits.set(`${kind}/${id}`, { kind, id, name: String(properties.name ?? properties.number ?? id) });
    }
  }
  return [...hits.values()].slice(0, 12);
}

function useClicks(map: MapLibre | undefined, request: PointRequest | undefined, onHits: (hits: Hit[]) => void): void {
  const latest = useRef({ request, onHits });
  useEffect(() => {
    latest.current = { request, onHits };
  });
  const picking = request?.picking ?? false;
  useEffect(() => {
    if (!map) return;
    const click = (event: MapMouseEvent) => {
      const { request: wanted, onHits: tell } = latest.current;
      if (wanted?.picking) wanted.onPoint(rounded(event.lngLat));
      else if (!wanted) tell(hitsAt(map, event.point));
    };
    const hover = (event: MapMouseEvent) => {
      const over = map.queryRenderedFeatures(event.point, { layers: clickable.map(([id]) => id).filter((id) => id !== 'area-fill' && map.getLayer(id)) });
      map.getCanvas().style.cursor = picking ? 'crosshair' : over.length ? 'pointer' : '';
    };
    map.on('click', click);
    map.on('mousemove', hover);
    map.getCanvas().style.cursor = picking ? 'crosshair' : '';
    return () => {
      map.off('click', click);
      map.off('mousemove', hover);
    };
  }, [map, picking]);
}

/** Seven decimals are about a centimetre: more than a click on a map knows. */
function rounded({ lng, lat }: { lng: number; lat: number }) {
  return { lon: Number(lng.toFixed(7)), lat: Number(lat.toFixed(7)) };
}

/** The draggable pin of the form's position. */
function usePin(map: MapLibre | undefined, request: PointRequest | undefined): void {
  const pin = useRef<Marker>(undefined);
  const onPoint = useRef(request?.onPoint);
  useEffect(() => {
    onPoint.current = request?.onPoint;
  });
  const lon = request?.point?.lon;
  const lat = request?.point?.lat;
  useEffect(() => {
    if (!map || lon === undefined || lat === undefined) return;
    const made = new Marker({ color: '#0958d9', draggable: true }).setLngLat([lon, lat]).addTo(map);
    made.on('dragend', () => onPoint.current?.(rounded(made.getLngLat())));
    pin.current = made;
    return () => {
      made.remove();
    };
  }, [map, lon, lat]);
}
