/** A round, and what the reader may do with it. */
import { useGet } from '../../../parts/useGet';
import { mayWrite, useSession } from '../../../api/session';
import { type Filters, type Round, roundsPath, type Totals } from './rounds';

export function useRound(number: number) {
  return useGet<Round>(`${roundsPath}/${number}`);
}

export function useProgress(number: number, query: Partial<Filters> = {}) {
  return useGet<Totals>(`${roundsPath}/${number}/progress`, query);
}

/** A round as a whole belongs to the whole prefecture. */
export function useRoundRights() {
  const session = useSession();
  const whole = [session.prefecture.code];
  return { plan: mayWrite(session, 'round_plan', whole), close: mayWrite(session, 'round_close', whole), planLines: session.may.round_plan === true };
}
