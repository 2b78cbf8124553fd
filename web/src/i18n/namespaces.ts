/** The message files that come with their pages: a folder each, with zh-CN.json and en.json. */
import type names from './names/zh-CN.json';

export interface Namespaces {
  names: typeof names;
}
export type Namespace = keyof Namespaces;
