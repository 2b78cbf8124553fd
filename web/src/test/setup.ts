import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { startLanguage } from '../i18n';

// Ant Design's trees are long: the sentence of a failure matters, not the page.
configure({ getElementError: (message) => new Error(message ?? 'not found'), asyncUtilTimeout: 5_000 });

// jsdom has no layout; Ant Design only wants answers.
window.matchMedia ??= (query: string) =>
  ({
    matches: false, media: query, onchange: null,
    addEventListener: () => undefined, removeEventListener: () => undefined,
    addListener: () => undefined, removeListener: () => undefined, dispatchEvent: () => false,
  }) as unknown as MediaQueryList;
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

beforeEach(async () => {
  localStorage.clear();
  await startLanguage();
});
afterEach(cleanup);
