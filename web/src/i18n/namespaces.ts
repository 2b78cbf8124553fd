/** The message files that come with their pages: a folder each, with zh-CN.json and en.json. */
import type webhooks from './webhooks/zh-CN.json';
import type rules from './rules/zh-CN.json';
import type reviews from './reviews/zh-CN.json';
import type national from './national/zh-CN.json';
import type cleanup from './cleanup/zh-CN.json';
import type areachange from './areachange/zh-CN.json';
import type changes from './changes/zh-CN.json';
import type filing from './filing/zh-CN.json';
import type nameledger from './nameledger/zh-CN.json';
import type parts from './parts/zh-CN.json';
import type boundaries from './boundaries/zh-CN.json';
import type line from './line/zh-CN.json';
import type rounds from './rounds/zh-CN.json';
import type findings from './findings/zh-CN.json';
import type field from './field/zh-CN.json';
import type audit from './audit/zh-CN.json';
import type boundaryrules from './boundaryrules/zh-CN.json';
import type checks from './checks/zh-CN.json';
import type facilities from './facilities/zh-CN.json';
import type kinds from './kinds/zh-CN.json';
import type network from './network/zh-CN.json';
import type names from './names/zh-CN.json';

export interface Namespaces {
  areachange: typeof areachange;
  cleanup: typeof cleanup;
  national: typeof national;
  reviews: typeof reviews;
  rules: typeof rules;
  webhooks: typeof webhooks;
  changes: typeof changes;
  filing: typeof filing;
  nameledger: typeof nameledger;
  facilities: typeof facilities;
  kinds: typeof kinds;
  names: typeof names;
  network: typeof network;
  parts: typeof parts;
  boundaries: typeof boundaries;
  line: typeof line;
  rounds: typeof rounds;
  findings: typeof findings;
  field: typeof field;
  audit: typeof audit;
  boundaryrules: typeof boundaryrules;
  checks: typeof checks;
}
export type Namespace = keyof Namespaces;
