/** Where witnesses stand in a sketch: by grid bearing and distance from the marker in its middle. */
import type { Witness } from '../../../api/types';
import { ticks } from '../lines/profile';

export interface Sketched { seq: number; x: number; y: number }

export interface Sketch {
  /** Radii of the rings, pixels, with their metres. */
  rings: { r: number; metres: number }[];
  points: Sketched[];
}

/** Around 0,0, north up, within the radius; witnesses without bearing or distance have no place. */
export function sketchOf(witnesses: Witness[], radius: number): Sketch {
  const known = witnesses.filter((one) => one.bearing_deg != null && one.distance_m != null);
  const far = Math.max(1, ...known.map((one) => one.distance_m ?? 0));
  const scale = radius / far;
  return {
    rings: ticks(far, radius, 30).filter((metres) => metres > 0).map((metres) => ({ metres, r: metres * scale })),
    points: known.map(({ seq, bearing_deg, distance_m }) => {
      const angle = ((bearing_deg ?? 0) * Math.PI) / 180;
      return { seq, x: Math.sin(angle) * (distance_m ?? 0) * scale, y: -Math.cos(angle) * (distance_m ?? 0) * scale };
    }),
  };
}
