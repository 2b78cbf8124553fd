/**
 * Languages: what every page needs is built in for zh-CN, en is fetched when
 * chosen. Further message files (namespaces, a folder each) come with the pages
 * that use them. Both languages hold the same keys (i18n.test.ts).
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setRequestLanguage } from '../api/client';
import type { Namespace } from './namespaces';
import zh from './zh-CN.json';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const stored = 'cairn.language';
const files = import.meta.glob<{ default: Record<string, unknown> }>('./*/*.json');
const wanted = new Set<Namespace>();
/** Routes ask for their messages while the first page still loads, which may be before there is a language. */
let begin: () => void = () => undefined;
const begun = new Promise<void>((done) => {
  begin = done;
});

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zh } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  begin();
  await switchLanguage(localStorage.getItem(stored) === 'en' ? 'en' : 'zh-CN');
}

/** Fetches the messages of pages in the present language; a route waits for it before it shows. */
export async function needMessages(...namespaces: Namespace[]): Promise<void> {
  for (const one of namespaces) wanted.add(one);
  await begun;
  await fetchMessages(i18next.language === 'en' ? 'en' : 'zh-CN');
}

async function fetchMessages(language: Language): Promise<void> {
  const missing = [...wanted].filter((one) => !i18next.hasResourceBundle(language, one));
  await Promise.all(
    missing.map(async (one) => {
      const file = await files[`./${one}/${language}.json`]?.();
      i18next.addResourceBundle(language, one, file?.default ?? {});
    }),
  );
}

/** Switches the whole app, and the service's messages, to a language. */
export async function switchLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    i18next.addResourceBundle('en', 'translation', (await import('./en.json')).default);
  }
  await fetchMessages(language);
  localStorage.setItem(stored, language);
  setRequestLanguage(language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
  document.title = i18next.t('app.title');
}
