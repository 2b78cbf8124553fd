import 'i18next';
import type { Namespaces } from './namespaces';
import type zh from './zh-CN.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zh } & Namespaces;
    returnNull: false;
  }
}
