/** Shapes of the register of name signs, from the service's contract. */
export const kinds = ['street', 'village', 'residence', 'building', 'door', 'area', 'scenic', 'natural', 'other'] as const;
export const conditions = ['planned', 'good', 'worn', 'damaged', 'missing', 'wrong'] as const;

export interface Sign {
  id: string;
  place_id: string;
  place_name: string;
  class_code: string;
  area_code: string;
  area_path: string[];
  plan_id: string | null;
  plan_title: string;
  year: number | null;
  kind: (typeof kinds)[number];
  text: string;
  romanised: string;
  lon: number | null;
  lat: number | null;
  position_reason: string;
  condition: (typeof conditions)[number];
  installed_on: string | null;
  checked_on: string | null;
  note: string;
  differs: boolean;
  version: number;
}

export interface Plan {
  id: string;
  title: string;
  area_code: string;
  area_name: string;
  year: number;
  target_names: number | null;
  target_signs: number | null;
  source: string;
  version: number;
}

export interface Progress {
  plan_id: string | null;
  title: string;
  area_code: string;
  area_name: string;
  year: number | null;
  target_names: number | null;
  names_done: number;
  target_signs: number | null;
  listed: number;
  installed: number;
  poor: number;
  wrong: number;
}
