/** The pages about facilities, in the order in which an office meets them. */
import type { May, Session } from '../../api/types';

export interface Section {
  /** Key of the label. */
  key: 'coverage' | 'rules' | 'official' | 'network' | 'siting' | 'scenarios' | 'indicators' | 'years' | 'ledger' | 'monthly' | 'facilities' | 'plans' | 'zones' | 'kinds';
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
  { key: 'rules', path: 'rules' },
  { key: 'official', path: 'official', account: true },
  { key: 'monthly', path: 'monthly', account: true },
  { key: 'facilities', path: 'facilities' },
  { key: 'plans', path: 'plans', account: true },
  { key: 'zones', path: 'zones', account: true },
  { key: 'kinds', path: 'kinds', account: true },
  { key: 'indicators', path: 'indicators' },
  { key: 'years', path: 'years' },
  { key: 'siting', path: 'siting', account: true },
  { key: 'scenarios', path: 'scenarios' },
  { key: 'network', path: 'network', account: true },
];

export function sectionsOf(session: Session): Section[] {
  return all.filter(({ may, account }) => (account ? session.account !== null : !may || may.some((one) => session.may[one])));
}
