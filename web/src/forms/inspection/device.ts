import { read, write } from '../../lib/store';
import { uuid } from '../../lib/uuid';

/** One name for this browser in the records, kept from visit to visit. */
export function deviceId(): string {
  const known = read<string>('cairn.device');
  if (known) return known;
  const made = `web-${uuid().slice(0, 8)}`;
  write('cairn.device', made);
  return made;
}
