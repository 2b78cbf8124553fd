/** The road network, as the service has it. */

export const roadClasses = ['national', 'provincial', 'county', 'township', 'village'] as const;
export type RoadClass = (typeof roadClasses)[number];

/** Numbers among the settings: speeds in km/h, a limit in metres. */
export const speeds = ['national_kmh', 'provincial_kmh', 'county_kmh', 'township_kmh', 'village_kmh'] as const;
export type Speed = (typeof speeds)[number];

export type TravelSettings = Record<Speed, number> & {
  walk_kmh: number;
  off_road_limit_m: number;
  /** A road that states its speed keeps it. */
  own_speeds: boolean;
  version: number;
};

export interface RoadVillage {
  code: string;
  name: string;
  off_road_m: number | null;
  walk_minutes: number | null;
  part: number | null;
}

export interface Network {
  version: string;
  nodes: number;
  edges: number;
  km: number;
  skipped: number;
  components: number;
  parts: { nodes: number; edges: number; metres: number }[];
  classes: { class: RoadClass; roads: number; km: number; stated: number; kmh: number }[];
  settings: TravelSettings;
  villages: {
    area: string;
    count: number;
    unplaced: RoadVillage[];
    median_m: number | null;
    max_m: number | null;
    beyond: RoadVillage[];
    unreachable: RoadVillage[];
  };
}

export const tabs = ['state', 'villages', 'reach', 'settings'] as const;
export type Tab = (typeof tabs)[number];

/** The members of a change: those that differ from what is stored. */
export function changed(before: TravelSettings, values: Partial<TravelSettings>): Partial<TravelSettings> {
  const entries = Object.entries(values) as [keyof TravelSettings, number | boolean][];
  return Object.fromEntries(entries.filter(([key, value]) => before[key] !== value));
}

/** Minutes as a choice in the address ("15,30,60"), or the first choice where it is none. */
export function minutesOf(text: string, choices: readonly (readonly number[])[]): readonly number[] {
  return choices.find((one) => one.join(',') === text) ?? choices[0] ?? [];
}

/** A point in the address ("104.25,23.37"). */
export function pointOf(text: string): { lon: number; lat: number } | undefined {
  const [lon, lat] = text.split(',').map(Number);
  if (text === '' || lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat)) return undefined;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : undefined;
}
