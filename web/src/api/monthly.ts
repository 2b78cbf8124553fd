/** Monthly reports (乡镇月报) on their way to the service; see queue.ts for what waiting means. */
import { makeQueue, type Waits } from './queue';

export interface MonthlyBody {
  /** Made here: sent twice it counts once. */
  id: string;
  area_code: string;
  month: string;
  basis?: string;
  corrects?: string;
  reason?: string;
  cremations: number;
  burials: number;
  eco_burials: number;
  deaths?: number;
  changes: { facility_id: string; measure: string; total?: number; used?: number }[];
  error_note?: string;
  /** Warnings that the clerk has confirmed. */
  confirm?: string[];
}

export interface WaitingMonth extends Waits {
  body: MonthlyBody;
  /** What the form held, to go on with when the service refuses it. */
  values: unknown;
}

export const months = makeQueue<WaitingMonth>({
  key: 'cairn.outbox.monthly',
  idOf: (item) => item.body.id,
  request: (item) => ({ path: '/facilities/monthly', body: item.body }),
});
