/** The stroke of a state, for legends and words: the same as on the map. */
import type { LineState } from './rounds';
import { looks } from './stateStyle';

export function StateSwatch({ state }: { state: LineState }) {
  const { colour, dash } = looks[state];
  return (
    <svg className="state-swatch" width="26" height="10" viewBox="0 0 26 10" aria-hidden>
      <line x1="1" y1="5" x2="25" y2="5" stroke={colour} strokeWidth="3" strokeDasharray={dash?.map((part) => part * 2).join(' ')} />
    </svg>
  );
}
