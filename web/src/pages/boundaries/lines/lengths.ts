/** How far a computed length lies from the agreed one. */
import { none, number } from '../../../lib/format';

/** Kilometres and per cent of the agreed length, with their sign. */
export function difference(km: number | null, agreed: number | null): string {
  if (km === null || agreed === null || agreed === 0) return none;
  const [by, part] = [km - agreed, (100 * (km - agreed)) / agreed];
  const signed = (value: number, digits: number) => `${value < 0 ? '−' : '+'}${number(Math.abs(value), digits)}`;
  return `${signed(by, 3)} (${signed(part, 1)}%)`;
}
