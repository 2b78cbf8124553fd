/** A small map of an item: where the entry was and where it is to be. */
import type { Feature, Geometry } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { boundsOf } from '../../../map/bounds';
import { MapView } from '../../../map/MapView';
import { Loading } from '../../../shell/States';
import { useMapData } from '../../map/useMapData';
import type { Item } from './changes';

const colours = { base: '#8a5a00', before: '#b42318', after: '#1c7a4a' } as const;
type Part = keyof typeof colours;

export function ItemMap({ item }: { item: Item }) {
  const { t } = useTranslation('changes');
  const data = useMapData(useSession());
  const shapes = useMemo(() => shapesOf(item), [item]);
  const style = useMemo(() => data && withShapes(namesOnly(data.style), shapes), [data, shapes]);
  if (!data || !style) return <Loading />;
  return (
    <div className="item-map">
      <MapView style={style} bounds={boundsOf(shapes.map((one) => one.geometry))} kinds={data.kinds} label={t('mapOf', { name: item.place_name })} onMap={() => undefined}>
        <ul className="map-legend">
          {(Object.keys(colours) as Part[]).filter((part) => shapes.some((one) => one.properties?.part === part)).map((part) => (
            <li key={part}><i style={{ background: colours[part] }} />{t(`mapParts.${part}`)}</li>
          ))}
        </ul>
      </MapView>
    </div>
  );
}

/** Before and after; the base too where somebody moved the entry meanwhile. */
export function shapesOf({ geometry }: Pick<Item, 'geometry'>): Feature[] {
  const { base, before, after } = geometry;
  const text = (one: Geometry | null) => JSON.stringify(one);
  const found: [Part, Geometry | null][] = [['base', text(base) === text(before) ? null : base], ['before', before], ['after', text(before) === text(after) ? null : after]];
  return found.flatMap(([part, one]) => (one ? [{ type: 'Feature' as const, properties: { part }, geometry: one }] : []));
}

/** Facilities and planning constraints say nothing of where a name belongs. */
function namesOnly(style: StyleSpecification): StyleSpecification {
  return { ...style, layers: style.layers.filter((one) => !('source' in one && one.source === 'facilities')) };
}

function withShapes(style: StyleSpecification, features: Feature[]): StyleSpecification {
  const colour: ExpressionSpecification = ['match', ['get', 'part'], 'base', colours.base, 'before', colours.before, colours.after];
  const layers: LayerSpecification[] = [
    { id: 'diff-fill', type: 'fill', source: 'diff', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colour, 'fill-opacity': 0.18 } },
    { id: 'diff-line', type: 'line', source: 'diff', filter: ['!=', ['geometry-type'], 'Point'], paint: { 'line-color': colour, 'line-width': 3 } },
    {
      id: 'diff-point', type: 'circle', source: 'diff', filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-color': colour, 'circle-radius': 8, 'circle-stroke-color': '#fff', 'circle-stroke-width': 2.5 },
    },
  ];
  return { ...style, sources: { ...style.sources, diff: { type: 'geojson', data: { type: 'FeatureCollection', features } } }, layers: [...style.layers, ...layers] };
}
