/**
 * Which groups are on: kept on this device, applied to the map by layer
 * metadata. Switch names: areas, line.<level>, closing, markers, roads,
 * constraints, zone.<kind>, place.<two digits of the class>, facility.<kind>, status.<status>.
 */
import type { ExpressionSpecification, FilterSpecification, Map as MapLibre } from 'maplibre-gl';
import { useCallback, useState } from 'react';
import { lineLevels } from '../api/types';
import { read, write } from '../lib/store';
import type { LayerMeta } from './layers';
import { zoneKinds } from './zones';

export type Hidden = ReadonlySet<string>;

const key = 'cairn.layers.hidden';
const hiddenAtFirst = ['constraints', ...zoneKinds.map((kind) => `zone.${kind}`), 'status.closed'];

export function useHidden(): [Hidden, (names: string[], show: boolean) => void] {
  const [hidden, setHidden] = useState<Hidden>(() => new Set(read<string[]>(key) ?? hiddenAtFirst));
  const toggle = useCallback((names: string[], show: boolean) => {
    setHidden((before) => {
      const after = new Set(before);
      for (const name of names) {
        if (show) after.delete(name);
        else after.add(name);
      }
      write(key, [...after]);
      return after;
    });
  }, []);
  return [hidden, toggle];
}

const under = (hidden: Hidden, prefix: string) =>
  [...hidden].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));

/** Features of hidden kinds, by the property that tells them apart. */
function hiding(value: ExpressionSpecification, names: string[]): FilterSpecification[] {
  return names.length ? [['!', ['in', value, ['literal', names]]] as FilterSpecification] : [];
}

function extraFilters(toggle: string, hidden: Hidden): FilterSpecification[] {
  if (toggle === 'place') return hiding(['slice', ['to-string', ['get', 'class_code']], 0, 2], under(hidden, 'place.'));
  if (toggle === 'line') return hiding(['get', 'level'], under(hidden, 'line.'));
  if (toggle !== 'facility') return [];
  return [...hiding(['get', 'kind'], under(hidden, 'facility.')), ...hiding(['get', 'status'], under(hidden, 'status.'))];
}

export function applyHidden(map: MapLibre, hidden: Hidden): void {
  for (const layer of map.getStyle().layers) {
    const meta = layer.metadata as LayerMeta | undefined;
    if (!meta) continue;
    const visible = !hidden.has(meta.toggle) && !(meta.toggle === 'line' && lineLevels.every((level) => hidden.has(`line.${level}`)));
    map.setLayoutProperty(layer.id, 'visibility', visible ? 'visible' : 'none');
    if (!['place', 'facility', 'line'].includes(meta.toggle)) continue;
    const filters = [...(meta.filter ? [meta.filter] : []), ...extraFilters(meta.toggle, hidden)];
    map.setFilter(layer.id, filters.length ? (['all', ...filters] as FilterSpecification) : null);
  }
  // Township names stand at their seats while these are shown, in their areas otherwise.
  if (map.getLayer('area-label-township') && map.getLayer('place-label') && !hidden.has('place.21')) {
    map.setLayoutProperty('area-label-township', 'visibility', 'none');
  }
}
