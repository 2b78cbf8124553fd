/** MapLibre, set up for cairn: its worker and fonts come from this origin or this device. */
import { type LngLatBoundsLike, Map as MapLibre, type PaddingOptions, prewarm, ScaleControl, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type KindLooks, provideImages } from './symbols';

export { MapLibre };

setWorkerUrl(workerUrl);
// The workers start while the map's data is still asked for.
if (typeof Worker !== 'undefined') prewarm();

/** Labels are drawn with what the device has: no glyph server. */
export const mapFonts = ['PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'sans-serif'];

export interface MapSetup {
  container: HTMLElement;
  style: StyleSpecification;
  /** What to show at first unless view is given. */
  bounds: LngLatBoundsLike;
  /** Room for what stands on the map. */
  padding?: PaddingOptions;
  view?: { center: [number, number]; zoom: number };
  kinds?: KindLooks;
}

export function createMap({ container, style, bounds, padding, view, kinds }: MapSetup): MapLibre {
  const map = new MapLibre({
    container,
    style,
    ...(view ?? { bounds, fitBoundsOptions: { padding } }),
    minZoom: 4,
    maxZoom: 19,
    attributionControl: false,
    dragRotate: false,
    touchPitch: false,
    pitchWithRotate: false,
    renderWorldCopies: false,
    fadeDuration: 120,
    localIdeographFontFamily: mapFonts.map((name) => (name.includes(' ') ? `"${name}"` : name)).join(', '),
    // Tiles carry ETags: asking costs a 304, and what an officer saved is never hidden by a cache.
    transformRequest: (url) => ({ url, cache: 'no-cache' }),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 110, unit: 'metric' }), 'bottom-left');
  provideImages(map, kinds ?? new Map());
  return map;
}

/** The last known position in the address bar, as #map=zoom/lat/lon. */
export function viewFromHash(hash: string): MapSetup['view'] {
  const match = /(?:^#|&)map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)/.exec(hash);
  if (!match) return undefined;
  const [zoom, lat, lon] = match.slice(1).map(Number) as [number, number, number];
  if (![zoom, lat, lon].every(Number.isFinite) || Math.abs(lat) > 85 || Math.abs(lon) > 180) return undefined;
  return { center: [lon, lat], zoom: Math.min(zoom, 19) };
}

export function hashOfView(map: MapLibre): string {
  const { lng, lat } = map.getCenter();
  return `#map=${map.getZoom().toFixed(2)}/${lat.toFixed(5)}/${lng.toFixed(5)}`;
}
