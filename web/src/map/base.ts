/** The sheet below everything: paper and a graticule; no basemap of another host. */
import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { TileJson } from '../api/types';
import { graticule, halo, inkSoft, paper } from './palette';

export type Bounds = [number, number, number, number];

export const china: Bounds = [97, 21, 109, 29];

/** Meridians and parallels a degree apart, well beyond the bounds. */
export function graticuleLines([west, south, east, north]: Bounds): FeatureCollection {
  const [w, e] = [Math.floor(west) - 8, Math.ceil(east) + 8];
  const [s, n] = [Math.max(Math.floor(south) - 6, -80), Math.min(Math.ceil(north) + 6, 80)];
  const line = (label: string, coordinates: number[][]) => ({
    type: 'Feature' as const,
    properties: { label },
    geometry: { type: 'LineString' as const, coordinates },
  });
  const features = [];
  for (let lon = w; lon <= e; lon++) features.push(line(`${Math.abs(lon)}°${lon < 0 ? 'W' : 'E'}`, [[lon, s], [lon, n]]));
  for (let lat = s; lat <= n; lat++) features.push(line(`${Math.abs(lat)}°${lat < 0 ? 'S' : 'N'}`, [[w, lat], [e, lat]]));
  return { type: 'FeatureCollection', features };
}

/**
 * A tileset as a source. The address is built from this page's origin: behind
 * a proxy the service may not know under which name the browser sees it.
 */
export function tileSource(tileset: string, json: TileJson): SourceSpecification {
  return {
    type: 'vector',
    tiles: [`${window.location.origin}/tiles/${tileset}/{z}/{x}/{y}.mvt`],
    minzoom: json.minzoom ?? 0,
    maxzoom: json.maxzoom ?? 14,
  };
}

function baseLayers(fonts: string[]): LayerSpecification[] {
  return [
    { id: 'paper', type: 'background', paint: { 'background-color': paper } },
    { id: 'graticule', type: 'line', source: 'graticule', paint: { 'line-color': graticule, 'line-width': 0.8 } },
    {
      id: 'graticule-label',
      type: 'symbol',
      source: 'graticule',
      layout: {
        'symbol-placement': 'line', 'symbol-spacing': 420, 'text-field': ['get', 'label'], 'text-size': 10.5, 'text-font': fonts,
      },
      paint: { 'text-color': inkSoft, 'text-opacity': 0.75, 'text-halo-color': halo, 'text-halo-width': 1 },
    },
  ];
}

export function baseStyle(bounds: Bounds, sources: StyleSpecification['sources'], layers: LayerSpecification[], fonts: string[]): StyleSpecification {
  return {
    version: 8,
    sources: { graticule: { type: 'geojson', data: graticuleLines(bounds) }, ...sources },
    layers: [...baseLayers(fonts), ...layers],
  };
}
