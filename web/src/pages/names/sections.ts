/** The pages of place-name work, in the order in which an officer meets them. */
import { mayRead } from '../../api/session';
import type { May, Session } from '../../api/types';

export interface Section {
  /** Key of the label and last part of the address. */
  key: 'signs' | 'products' | 'statistics';
  /** What the account must be allowed to do; without it everyone who may read names. */
  may?: (keyof May)[];
}

const all: Section[] = [{ key: 'signs', may: ['names', 'review', 'report'] }, { key: 'products' }, { key: 'statistics' }];

export function sectionsOf(session: Session): Section[] {
  return all.filter(({ may }) => (may ? may.some((one) => session.may[one]) : mayRead(session, 'places')));
}
