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
        {
          path: 'coverage',
          lazy: async () => {
            const [{ CoverageLayout }] = await Promise.all([import('./pages/coverage/CoverageLayout'), needMessages('facilities', 'parts')]);
            return { Component: CoverageLayout };
          },
          children: [
            { index: true, lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/CoveragePage'), needMessages('cover', 'network')]))[0].CoveragePage }) },
            { path: 'print', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/print/PrintPage'), needMessages('cover')]))[0].PrintPage }) },
            { path: 'official', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/official/OfficialPage'), needMessages('cover')]))[0].OfficialPage }) },
            { path: 'rules', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/rules/RulesPage'), needMessages('cover')]))[0].RulesPage }) },
            { path: 'ledger', lazy: async () => ({ Component: (await import('./pages/coverage/LedgerPage')).LedgerPage }) },
            { path: 'siting', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/siting/SitingPage'), needMessages('siting')]))[0].SitingPage }) },
            { path: 'siting/new', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/siting/NewRunPage'), needMessages('siting')]))[0].NewRunPage }) },
            { path: 'siting/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/siting/RunPage'), needMessages('siting')]))[0].RunPage }) },
            { path: 'scenarios', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/scenarios/ScenariosPage'), needMessages('siting')]))[0].ScenariosPage }) },
            { path: 'scenarios/new', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/scenarios/DrawPage'), needMessages('siting')]))[0].NewScenarioPage }) },
            { path: 'scenarios/:id/edit', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/scenarios/DrawPage'), needMessages('siting')]))[0].EditScenarioPage }) },
            { path: 'scenarios/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/scenarios/ScenarioPage'), needMessages('siting')]))[0].ScenarioPage }) },
            { path: 'network', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/network/NetworkPage'), needMessages('network')]))[0].NetworkPage }) },
            { path: 'indicators', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/indicators/IndicatorsPage'), needMessages('indicators')]))[0].IndicatorsPage }) },
            { path: 'years', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/years/YearsPage'), needMessages('years')]))[0].YearsPage }) },
            { path: 'monthly', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/monthly/MonthlyPage'), needMessages('monthly')]))[0].MonthlyPage }) },
            { path: 'facilities', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/list/FacilitiesPage'), needMessages('kinds')]))[0].FacilitiesPage }) },
            { path: 'facilities/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/facility/FacilityPage'), needMessages('facilitylife')]))[0].FacilityPage }) },
            { path: 'zones', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/zones/ZonesPage'), needMessages('facilitylife')]))[0].ZonesPage }) },
            { path: 'zones/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/zones/ZonePage'), needMessages('facilitylife')]))[0].ZonePage }) },
            { path: 'plans', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/plans/PlansPage'), needMessages('facilityplans')]))[0].PlansPage }) },
            { path: 'plans/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/plans/PlanPage'), needMessages('facilityplans')]))[0].PlanPage }) },
            { path: 'kinds', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/kinds/KindsPage'), needMessages('kinds')]))[0].KindsPage }) },
            { path: 'kinds/:code', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/kinds/KindPage'), needMessages('kinds')]))[0].KindPage }) },
          ],
        },
        {
          path: 'boundaries',
          lazy: async () => {
            const [{ BoundariesLayout }] = await Promise.all([import('./pages/boundaries/BoundariesLayout'), needMessages('boundaries', 'parts')]);
            return { Component: BoundariesLayout };
          },
          children: [
            { index: true, lazy: async () => ({ Component: (await import('./pages/boundaries/BoundariesIndex')).BoundariesIndex }) },
            { path: 'field', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/field/FieldPage'), needMessages('field')]))[0].FieldPage }) },
            { path: 'field/records', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/field/RecordsPage'), needMessages('field')]))[0].RecordsPage }) },
            { path: 'lines', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/lines/LinesPage'), needMessages('line')]))[0].LinesPage }) },
            { path: 'lines/:code', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/lines/LinePage'), needMessages('line')]))[0].LinePage }) },
            { path: 'markers/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/markers/MarkerPage'), needMessages('line')]))[0].MarkerPage }) },
            { path: 'ledger', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/ledger/LedgerPage'), needMessages('rounds')]))[0].LedgerPage }) },
            { path: 'rounds', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/rounds/RoundsPage'), needMessages('rounds')]))[0].RoundsPage }) },
            { path: 'rounds/:number', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/rounds/RoundPage'), needMessages('rounds')]))[0].RoundPage }) },
            { path: 'rounds/:number/lines/:code', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/rounds/RoundLinePage'), needMessages('rounds')]))[0].RoundLinePage }) },
            { path: 'markers', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/hazards/HazardsPage'), needMessages('findings')]))[0].HazardsPage }) },
            { path: 'findings', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/findings/FindingsPage'), needMessages('findings')]))[0].FindingsPage }) },
            { path: 'findings/new', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/findings/ReportPage'), needMessages('findings')]))[0].ReportPage }) },
            { path: 'findings/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/findings/FindingPage'), needMessages('findings')]))[0].FindingPage }) },
            { path: 'disputes', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/disputes/DisputesPage'), needMessages('findings')]))[0].DisputesPage }) },
            { path: 'disputes/new', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/disputes/NewDisputePage'), needMessages('findings')]))[0].NewDisputePage }) },
            { path: 'disputes/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/disputes/DisputePage'), needMessages('findings')]))[0].DisputePage }) },
            { path: 'patrols', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/patrols/PatrolsPage'), needMessages('findings')]))[0].PatrolsPage }) },
            { path: 'patrols/new', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/patrols/RecordPage'), needMessages('findings')]))[0].RecordPage }) },
            { path: 'patrols/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/patrols/PatrolPage'), needMessages('findings')]))[0].PatrolPage }) },
            { path: 'checks', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/checks/ChecksPage'), needMessages('checks')]))[0].ChecksPage }) },
            { path: 'alarms', loader: () => redirect('/boundaries/checks?tab=alarms') },
            { path: 'rules', lazy: async () => ({ Component: (await Promise.all([import('./pages/boundaries/rules/RulesPage'), needMessages('boundaryrules')]))[0].RulesPage }) },
          ],
        },
        { path: 'statistics', loader: () => redirect('/names/statistics') },
        {
          path: 'names',
          lazy: async () => {
            const [{ NamesLayout }] = await Promise.all([import('./pages/names/NamesLayout'), needMessages('names', 'parts')]);
            return { Component: NamesLayout };
          },
          children: [
            { index: true, lazy: async () => ({ Component: (await import('./pages/names/NamesIndex')).NamesIndex }) },
            { path: 'work', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/changes/WorkPage'), needMessages('changes')]))[0].WorkPage }) },
            { path: 'changes', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/changes/ChangesPage'), needMessages('changes')]))[0].ChangesPage }) },
            { path: 'changes/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/changes/SetPage'), needMessages('changes')]))[0].SetPage }) },
            { path: 'cleanup', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/cleanup/CleanupPage'), needMessages('cleanup')]))[0].CleanupPage }) },
            { path: 'reviews', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/reviews/ReviewsPage'), needMessages('reviews')]))[0].ReviewsPage }) },
            { path: 'reviews/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/reviews/ReviewPage'), needMessages('reviews')]))[0].ReviewPage }) },
            { path: 'national', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/national/NationalPage'), needMessages('national')]))[0].NationalPage }) },
            { path: 'national/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/national/ExportPage'), needMessages('national')]))[0].ExportPage }) },
            { path: 'areas', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/areas/AreasPage'), needMessages('areachange')]))[0].AreasPage }) },
            { path: 'areas/new', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/areas/NewChangePage'), needMessages('areachange')]))[0].NewChangePage }) },
            { path: 'areas/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/areas/ChangePage'), needMessages('areachange')]))[0].ChangePage }) },
            { path: 'rules', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/rules/RulesPage'), needMessages('rules')]))[0].RulesPage }) },
            { path: 'ledger', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/ledger/LedgerPage'), needMessages('nameledger')]))[0].LedgerPage }) },
            { path: 'filing', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/filing/FilingPage'), needMessages('nameledger', 'filing')]))[0].FilingPage }) },
            { path: 'filing/approvals/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/filing/ApprovalPage'), needMessages('nameledger', 'filing')]))[0].ApprovalPage }) },
            { path: 'filing/announcements/:id', lazy: async () => ({ Component: (await Promise.all([import('./pages/names/filing/AnnouncementPage'), needMessages('nameledger', 'filing')]))[0].AnnouncementPage }) },
            { path: 'signs', lazy: async () => ({ Component: (await import('./pages/names/signs/SignsPage')).SignsPage }) },
            { path: 'products', lazy: async () => ({ Component: (await import('./pages/names/products/ProductsPage')).ProductsPage }) },
            { path: 'statistics', lazy: async () => ({ Component: (await import('./pages/names/StatisticsPage')).StatisticsPage }) },
          ],
        },
        { path: 'shared/scenario', lazy: async () => ({ Component: (await Promise.all([import('./pages/coverage/scenarios/SharedPage'), needMessages('siting', 'parts')]))[0].SharedPage }) },
        { path: 'account', lazy: async () => ({ Component: (await import('./pages/accounts/AccountPage')).AccountPage }) },
        { path: 'accounts', lazy: async () => ({ Component: (await import('./pages/accounts/AccountsPage')).AccountsPage }) },
        { path: 'webhooks', lazy: async () => ({ Component: (await Promise.all([import('./pages/webhooks/WebhooksPage'), needMessages('webhooks')]))[0].WebhooksPage }) },
        { path: 'audit', lazy: async () => ({ Component: (await Promise.all([import('./pages/audit/AuditPage'), needMessages('audit')]))[0].AuditPage }) },
        { path: 'signin', lazy: async () => ({ Component: (await import('./pages/SignInPage')).SignInPage }) },
        { path: '*', Component: NotFound },
      ],
    },
  ],
  { basename: '/app' },
);
