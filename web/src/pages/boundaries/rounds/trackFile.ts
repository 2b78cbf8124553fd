/** A track as devices save it: GPX as text, GeoJSON as an object. What it holds is judged by the service. */

export const trackTypes = '.gpx,.geojson,.json,application/gpx+xml,application/geo+json';

/** What is sent of a file: a text of GPX, or a GeoJSON object; a collection of one feature counts as that feature. */
export function trackOf(text: string): unknown {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (!start.startsWith('{')) return start;
  const json = JSON.parse(start) as { type?: string; features?: unknown[] };
  return json.type === 'FeatureCollection' && json.features?.length === 1 ? json.features[0] : json;
}

/** The day of the first fix by the clock in China; undefined where the file tells no time. */
export function dayOf(text: string): string | undefined {
  const at = /<time>\s*([^<]+?)\s*<\/time>/.exec(text.slice(0, 200_000))?.[1] ?? /"(?:coordTimes|times)"\s*:\s*\[+\s*"([^"]+)"/.exec(text.slice(0, 5_000_000))?.[1];
  const moment = at ? new Date(at).getTime() : NaN;
  return Number.isNaN(moment) ? undefined : new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10);
}
