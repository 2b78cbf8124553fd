/** Finds the outline in a GeoJSON text: a geometry, a feature, or the first of a collection. */
interface Node { type?: string; geometry?: Node; features?: Node[] }

export function outlineOf(text: string): Node | undefined {
  try {
    return polygonIn(JSON.parse(text) as Node | null);
  } catch {
    return undefined;
  }
}

function polygonIn(node: Node | null | undefined): Node | undefined {
  if (!node || typeof node !== 'object') return undefined;
  if (node.type === 'Polygon' || node.type === 'MultiPolygon') return node;
  if (node.type === 'Feature') return polygonIn(node.geometry);
  if (node.type === 'FeatureCollection') return node.features?.map(polygonIn).find(Boolean);
  return undefined;
}
