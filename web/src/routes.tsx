import { createBrowserRouter, redirect } from 'react-router';
import { needMessages } from './i18n';
import { NotFound } from './pages/NotFound';
import { Shell } from './shell/Shell';
import { Crash, Loading } from './shell/States';

/** Every page is a chunk of its own; MapLibre and the forms come only where needed. */
export const router = createBrowserRouter(
  [
    {
      path: '/',
      Component: Shell,
      ErrorBoundary: Crash,
      HydrateFallback: Loading,
      children: [
        { index: true, lazy: async () => ({ Component: (await import('./pages/map/MapPage')).MapPage }) },
        { path: 'coverage', lazy: async () => ({ Component: (await import('./pages/coverage/CoveragePage')).CoveragePage }) },
        { path: 'coverage/ledger', lazy: async () => ({ Component: (await import('./pages/coverage/LedgerPage')).LedgerPage }) },
        { path: 'boundaries', lazy: async () => ({ Component: (await import('./pages/BoundariesPage')).BoundariesPage }) },
        { path: 'statistics', loader: () => redirect('/names/statistics') },
        {
          path: 'names',
          lazy: async () => {
            const [{ NamesLayout }] = await Promise.all([import('./pages/names/NamesLayout'), needMessages('names')]);
            return { Component: NamesLayout };
          },
          children: [
            { index: true, loader: () => redirect('/names/statistics') },
            { path: 'signs', lazy: async () => ({ Component: (await import('./pages/names/signs/SignsPage')).SignsPage }) },
            { path: 'products', lazy: async () => ({ Component: (await import('./pages/names/products/ProductsPage')).ProductsPage }) },
            { path: 'statistics', lazy: async () => ({ Component: (await import('./pages/names/StatisticsPage')).StatisticsPage }) },
          ],
        },
        { path: 'account', lazy: async () => ({ Component: (await import('./pages/accounts/AccountPage')).AccountPage }) },
        { path: 'accounts', lazy: async () => ({ Component: (await import('./pages/accounts/AccountsPage')).AccountsPage }) },
        { path: 'audit', lazy: async () => ({ Component: (await import('./pages/AuditPage')).AuditPage }) },
        { path: 'signin', lazy: async () => ({ Component: (await import('./pages/SignInPage')).SignInPage }) },
        { path: '*', Component: NotFound },
      ],
    },
  ],
  { basename: '/app' },
);
