/** What the map shows of the chosen area: lines to the nearest facilities with km, and what is reached from its own in time. */
import type { Feature, FeatureCollection } from 'geojson';
import { useMemo } from 'react';
import { number } from '../../lib/format';
import { mapFonts } from '../../map/engine';
import { focus, halo, ink } from '../../map/palette';
import type { Answer, CoveredArea, Near } from './answer';
import type { From, Overlay } from './isochrones/isochrones';
import { useIsochrones } from './isochrones/useIsochrones';

const minutes = [15, 30, 60];

export function useOverlay(isochrones: boolean, area: CoveredArea | undefined, detail: Answer | undefined) {
  const id = (area?.eligible ?? area?.nearest)?.id;
  const from = useMemo<From | undefined>(() => (isochrones && id ? { facility: [id] } : undefined), [isochrones, id]);
  const reach = useIsochrones(from, minutes);
  const overlay = useMemo<Overlay>(() => {
    const lines = linesOf(area, detail);
    return { sources: { ...reach.overlay.sources, nearest: { type: 'geojson', data: lines } }, layers: [...reach.overlay.layers, ...layers] };
  }, [reach.overlay, area, detail]);
  return { overlay, reached: reach.answer };
}

/** From the seat, and from every village, to the facility that takes its people, or else the nearest. */
export function linesOf(area: CoveredArea | undefined, detail: Answer | undefined): FeatureCollection {
  const places = area ? [area, ...(detail?.villages ?? [])] : [];
  return {
    type: 'FeatureCollection',
    features: places.flatMap((place, i): Feature[] => {
      const to = place.eligible ?? place.nearest;
      if (!to || place.lon === null || place.lat === null) return [];
      return [lineTo([place.lon, place.lat], to, i === 0)];
    }),
  };
}

function lineTo(from: [number, number], to: Near, seat: boolean): Feature {
  return {
    type: 'Feature', geometry: { type: 'LineString', coordinates: [from, [to.lon, to.lat]] },
    properties: { seat, label: `${number(to.km, 1)} km`, name: to.name },
  };
}

const layers: Overlay['layers'] = [
  {
    id: 'nearest-line', type: 'line', source: 'nearest', layout: { 'line-cap': 'round' },
    paint: { 'line-color': ['case', ['get', 'seat'], focus, ink], 'line-width': ['case', ['get', 'seat'], 3, 1.2], 'line-dasharray': [2, 1.4] },
  },
  {
    id: 'nearest-km', type: 'symbol', source: 'nearest',
    layout: { 'symbol-placement': 'line-center', 'text-field': ['get', 'label'], 'text-font': mapFonts, 'text-size': ['case', ['get', 'seat'], 13, 11] },
    paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 1.8 },
  },
];
