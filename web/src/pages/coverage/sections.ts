/** The pages about facilities, in the order in which an office meets them. */
import type { May, Session } from '../../api/types';

export interface Section {
  /** Key of the label. */
  key: 'coverage' | 'network' | 'ledger' | 'facilities' | 'kinds';
  /** Last part of the address; empty for the page that stands for the group. */
  path: string;
  /** What the account must be allowed to do; without it everyone who may read the layer. */
  may?: (keyof May)[];
  /** Everyone with an account, nobody without. */
  account?: true;
}

const all: Section[] = [
  { key: 'coverage', path: '' },
  { key: 'ledger', path: 'ledger' },
  { key: 'facilities', path: 'facilities' },
  { key: 'kinds', path: 'kinds', account: true },
  { key: 'network', path: 'network', account: true },
];

export function sectionsOf(session: Session): Section[] {
  return all.filter(({ may, account }) => (account ? session.account !== null : !may || may.some((one) => session.may[one])));
}
