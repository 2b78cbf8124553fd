/** What the form of a step starts with, and what is sent of it. */
import type { Values } from '../../../../forms/draft';
import { time, today } from '../../../../lib/format';
import { type Finding, registering, type Step } from '../findings';

/** This minute, as an input of the device writes it. */
export const thisMinute = () => time(new Date().toISOString()).replace(' ', 'T');

/** A time of the device's clock as the service reads it. */
export const instant = (local: unknown) => (typeof local === 'string' && local ? new Date(local).toISOString() : undefined);

export function startOf(step: Step, f: Finding): Values {
  switch (step) {
    case 'tell': return { at: thisMinute() };
    case 'visit': return { on: today() };
    case 'decide': return { on: today() };
    case 'handle': return { on: today() };
    case 'close': return { on: today() };
    case 'file': return {
      on: today(),
      how: registering(f) === 'must' ? 'new' : 'none',
      registration: { valid_from: f.handled_on, document: f.decision_document || undefined, document_on: f.decision_document ? f.decided_on : undefined },
    };
  }
}

export interface Registration {
  place?: 'same' | 'degrees' | 'grid';
  lon?: number;
  lat?: number;
  northing?: number;
  easting?: number;
  height_m?: number;
  accuracy_m?: number;
  position_source?: string;
  valid_from?: string;
  document?: string;
  document_on?: string;
  signed_by?: string[];
  witnesses?: ({ text?: string; bearing_deg?: number; distance_m?: number } | undefined)[];
  note?: string;
}

/** Without what was left empty. */
export function filled(values: object): Values {
  const empty = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !empty(value)));
}

/** A registration as it is sent: the position in one system only, witnesses only where they were chosen anew. */
export function registrationBody({ place, lon, lat, northing, easting, witnesses, ...rest }: Registration): Values {
  const at = place === 'degrees' ? { lon, lat } : place === 'grid' ? { northing, easting } : {};
  const named = (witnesses ?? []).flatMap((one) => (one?.text ? [filled(one)] : []));
  return filled({ ...rest, ...at, witnesses: named });
}

export function bodyOf(step: Step, values: Values, finding: Finding): Values {
  if (step === 'tell') return filled({ ...values, at: instant(values.at) });
  if (step !== 'file') return filled(values);
  const { how, registration, registration_version, ...rest } = values as Values & { how?: string; registration?: Registration; registration_version?: number };
  if (registering(finding) === 'no' || how === 'none') return filled(rest);
  return filled({ ...rest, ...(how === 'known' ? { registration_version } : { registration: registrationBody(registration ?? {}) }) });
}
