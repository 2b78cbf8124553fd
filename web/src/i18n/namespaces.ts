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
  names: typeof names;
}
export type Namespace = keyof Namespaces;
