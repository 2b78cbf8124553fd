/** The pages of place-name work, in the order in which an officer meets them. */
import { mayRead } from '../../api/session';
import type { May, Session } from '../../api/types';

export interface Section {
  /** Key of the label and last part of the address. */
  key:
    | 'work' | 'changes' | 'ledger' | 'filing' | 'cleanup' | 'reviews' | 'national'
    | 'areas' | 'signs' | 'products' | 'statistics' | 'rules';
  /** What the account must be allowed to do; without it everyone who may read names. */
  may?: (keyof May)[];
  /** Everyone with an account, nobody without. */
  account?: true;
}

const all: Section[] = [
  { key: 'work', may: ['propose', 'review'] },
  { key: 'changes', may: ['propose', 'review', 'report'] },
  { key: 'ledger', account: true },
  { key: 'filing', account: true },
  { key: 'cleanup', may: ['names', 'propose', 'review', 'report'] },
  { key: 'reviews', may: ['names', 'review', 'name_rules'] },
  { key: 'national', may: ['names'] },
  { key: 'areas', may: ['areas', 'names', 'review'] },
  { key: 'signs', may: ['names', 'review', 'report'] },
  { key: 'products' },
  { key: 'statistics' },
  { key: 'rules', may: ['names', 'name_rules'] },
];

export function sectionsOf(session: Session): Section[] {
  return all.filter(({ may, account }) => (account ? session.account !== null : may ? may.some((one) => session.may[one]) : mayRead(session, 'places')));
}
