/** How numbers, dates and positions read. An absent value is an en dash. */

export const none = '–';

export function number(value: number | null | undefined, digits?: number): string {
  if (value === null || value === undefined) return none;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits ?? 6 });
}

export function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? none : `${value.toFixed(1)}%`;
}

/** A time as the local clock shows it, to the minute. */
export function time(value: string | null | undefined): string {
  if (!value) return none;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return value;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Today by the time of China, as the service counts days, wherever the device stands: YYYY-MM-DD. */
export function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Degrees with hemisphere, six decimals: about a decimetre. */
export function position(lon: number | null | undefined, lat: number | null | undefined): string {
  if (lon === null || lon === undefined || lat === null || lat === undefined) return none;
  return `${degrees(lon, 'E', 'W')} ${degrees(lat, 'N', 'S')}`;
}

function degrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(6)}°${value < 0 ? negative : positive}`;
}

/** An area path below the prefecture, such as 文山市 › 开化街道. */
export function areaPath(path: string[] | undefined): string {
  return path?.join(' › ') ?? '';
}
