/** The pages of boundary work, in the order in which an office meets them. */
import type { May, Session } from '../../api/types';

export interface Section {
  /** Key of the label and last part of the address. */
  key: 'field' | 'lines' | 'ledger' | 'rounds' | 'markers' | 'findings' | 'disputes' | 'patrols' | 'checks' | 'rules';
  /** What the account must be allowed to do; without it everyone who may read the layer. */
  may?: (keyof May)[];
  /** Everyone with an account, nobody without. */
  account?: true;
}

const all: Section[] = [
  { key: 'field', may: ['inspection'] },
  { key: 'lines' },
  { key: 'ledger', account: true },
  { key: 'rounds', account: true },
  { key: 'markers', account: true },
  { key: 'findings', account: true },
  { key: 'disputes', may: ['disputes'] },
  { key: 'patrols', account: true },
  { key: 'checks', account: true },
  { key: 'rules', may: ['marker_patterns', 'conditions', 'deadlines', 'alarm_settings', 'precision'] },
];

export function sectionsOf(session: Session): Section[] {
  return all.filter(({ may, account }) => (account ? session.account !== null : !may || may.some((one) => session.may[one])));
}
