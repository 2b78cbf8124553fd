/** Everything of an account that waits on this device, in the order in which one thing may name another. */
import { months } from './monthly';
import { deliverAll, useOutbox } from './outbox';
import { sendPhotos, usePhotos } from './photobox';
import { walks } from './walks';

/** Sends records and monthly reports, then their photos, and tracks. Returns how many arrived. */
export async function deliverEverything(login: string): Promise<number> {
  const records = (await deliverAll(login)) + (await months.deliverAll(login));
  return records + (await sendPhotos(login)) + (await walks.deliverAll(login));
}

export function useWaitingCount(login: string): { waiting: number; refused: number; onlyMonths: boolean } {
  const reports = months.useWaiting(login);
  const records = [...useOutbox(login), ...walks.useWaiting(login), ...reports];
  const photos = usePhotos().filter((one) => one.login === login && one.released && !one.sentAt);
  const ofReports = photos.filter((one) => one.owner === 'monthly_report').length;
  const refused = records.filter((one) => one.problem).length + photos.filter((one) => one.refused !== undefined).length;
  return { waiting: records.length + photos.length - refused, refused, onlyMonths: records.length + photos.length === reports.length + ofReports };
}
