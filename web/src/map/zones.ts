/** Burial zones (火葬区 …): told by strokes and by the dashes of their edge as well as by colour. */
import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { zoneLooks } from './symbols';

export const zoneKinds = ['cremation', 'ethnic_eco', 'earth'] as const;

/** A fill and an edge for each kind; `but` is the id of a zone that is drawn otherwise. */
export function zoneLayers(but?: string): (LayerSpecification & { metadata: { toggle: string } })[] {
  return zoneKinds.flatMap((kind) => {
    const filter: FilterSpecification = ['all', ['==', ['get', 'kind'], kind], ['!=', ['get', 'id'], but ?? '']];
    const common = { source: 'facilities', 'source-layer': 'burial_zones', filter, metadata: { toggle: `zone.${kind}` } };
    return [
      { id: `zone-fill-${kind}`, type: 'fill' as const, ...common, paint: { 'fill-pattern': `zone:${kind}` } },
      { id: `zone-line-${kind}`, type: 'line' as const, ...common, paint: { 'line-color': zoneLooks[kind][0], 'line-width': 2, 'line-dasharray': [4, 2] } },
    ];
  });
}
