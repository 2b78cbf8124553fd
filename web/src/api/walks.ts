/** Tracks of patrols and of joint inspections on their way to the service; after the inspections, which they may name. */
import type { LineString } from 'geojson';
import { makeQueue, type Waits } from './queue';

export interface Walk extends Waits {
  id: string;
  track: LineString;
  startedAt: string;
  endedAt: string;
  /** Absent: a patrol. */
  round?: { number: number; line: string; team: string; walkedOn: string };
  /** Inspections that were made on a patrol. */
  inspections: string[];
}

function request({ id, track, startedAt, endedAt, round, inspections }: Walk) {
  if (round) {
    return {
      path: `/boundaries/rounds/${round.number}/lines/${encodeURIComponent(round.line)}/tracks`,
      body: { id, walked_on: round.walkedOn, team: round.team, track },
    };
  }
  return { path: '/boundaries/patrols', body: { id, started_at: startedAt, ended_at: endedAt, track, ...(inspections.length ? { inspections } : {}) } };
}

export const walks = makeQueue<Walk>({ key: 'cairn.outbox.walks', idOf: (walk) => walk.id, request });
