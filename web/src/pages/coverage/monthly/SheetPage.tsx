/** The table of a month for counties and the prefecture: figures, county totals, and who has not confirmed. */
import { Input, Segmented, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCounties } from '../../../api/queries';
import { mayWrite, useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { number } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Download } from '../../../shell/Download';
import { Failed, Loading } from '../../../shell/States';
import { CountySites } from './CountySites';
import { OpenTable } from './OpenTable';
import { ReportDrawer } from './ReportDrawer';
import { Settings } from './Settings';
import type { Sheet } from './sheet';
import { SheetTable } from './SheetTable';

const names = ['month', 'area', 'state', 'overdue', 'changed', 'errors', 'view', 'report'] as const;

export function SheetPage() {
  const { t } = useTranslation('monthly');
  const session = useSession();
  const { values, set } = useFilters(names);
  const query = { month: values.month, area: values.area, state: values.state, overdue: values.overdue === '1' ? 'true' : '', changed: values.changed, errors: values.errors === '1' ? 'true' : '' };
  const { data, error, refetch } = useGet<Sheet>('/facilities/monthly', query);
  const open = values.view === 'open';
  const whole = session.account?.area_code === session.prefecture.code || session.account?.area_code === '';
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('sheet.title')}</h1>
        <div className="row-actions">
          {mayWrite(session, 'monthly_settings', [session.prefecture.code]) && <Settings />}
          <Download path="/facilities/monthly.xlsx" query={query} label={t('sheet.export')} name={`${t('sheet.title')}.xlsx`} />
        </div>
      </header>
      <Filters values={values} set={set} month={data?.month ?? ''} whole={whole} />
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Summary sheet={data} />}
      {data && (
        <Segmented<string>
          className="month-view" value={open ? 'open' : 'all'} onChange={(value) => set('view', value === 'open' ? 'open' : undefined)} aria-label={t('view.label')}
          options={[{ value: 'all', label: t('view.all') }, { value: 'open', label: t('view.open') }]}
        />
      )}
      {data && (open ? <OpenTable sheet={data} onOpen={(id) => set('report', id)} /> : <SheetTable sheet={data} onOpen={(id) => set('report', id)} />)}
      {data && <CountySites sites={data.county_sites} />}
      {values.report && <ReportDrawer id={values.report} onClose={() => set('report', undefined)} />}
    </div>
  );
}

interface FilterProps {
  values: Record<(typeof names)[number], string>;
  set: (name: (typeof names)[number], value: string | undefined) => void;
  month: string;
  /** The whole prefecture is the account's. */
  whole: boolean;
}

function Filters({ values, set, month, whole }: FilterProps) {
  const { t } = useTranslation('monthly');
  const { t: tm } = useTranslation();
  const { prefecture } = useSession();
  const { data: counties } = useCounties(prefecture.code);
  return (
    <div className="filters">
      <label>
        {t('month')}
        <Input type="month" value={values.month || month} required onChange={(event) => event.target.value && set('month', event.target.value)} />
      </label>
      {whole && (
        <label>
          {tm('filter.county')}
          <Select
            value={values.area || undefined} allowClear placeholder={prefecture.name || tm('filter.all')} onChange={(value?: string) => set('area', value)}
            options={(counties ?? []).map((one) => ({ value: one.code, label: one.name }))}
          />
        </label>
      )}
      <label>
        {t('sheet.state')}
        <Select
          value={values.state || undefined} allowClear placeholder={tm('filter.all')} onChange={(value?: string) => set('state', value)}
          options={(['confirmed', 'returned', 'missing'] as const).map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </label>
      <label>
        {t('sheet.changed')}
        <Select
          value={values.changed || undefined} allowClear placeholder={tm('filter.all')} onChange={(value?: string) => set('changed', value)}
          options={[{ value: 'true', label: t('sheet.yes') }, { value: 'false', label: t('sheet.no') }]}
        />
      </label>
      <label className="switch"><Switch checked={values.overdue === '1'} onChange={(on) => set('overdue', on ? '1' : undefined)} />{t('sheet.behind')}</label>
      <label className="switch"><Switch checked={values.errors === '1'} onChange={(on) => set('errors', on ? '1' : undefined)} />{t('sheet.errors')}</label>
    </div>
  );
}

function Summary({ sheet: { total, deadline } }: { sheet: Sheet }) {
  const { t } = useTranslation('monthly');
  return (
    <dl className="figures month-figures" aria-label={t('sheet.summary')}>
      <div className="figure big"><dt>{t('sheet.done')}</dt><dd>{number(total.confirmed)} / {number(total.townships)}</dd><dd className="muted">{t('due', { day: deadline })}</dd></div>
      <div className="figure big"><dt>{t('sheet.late')}</dt><dd className={total.overdue ? 'late' : ''}>{number(total.overdue)}</dd><dd className="muted">{t('sheet.returned', { count: total.returned })}</dd></div>
      <div className="figure big"><dt>{t('sheet.arrears')}</dt><dd className={total.arrears ? 'late' : ''}>{number(total.arrears)}</dd><dd className="muted">{t('sheet.arrearsHint')}</dd></div>
      <div className="figure big"><dt>{t('counts.burials')}</dt><dd>{number(total.burials)}</dd><dd className="muted">{t('counts.eco_burials')} {number(total.eco_burials)}</dd></div>
      <div className="figure big"><dt>{t('counts.cremations')}</dt><dd>{number(total.cremations)}</dd><dd className="muted">{t('sheet.changedCount', { count: total.changed })}</dd></div>
    </dl>
  );
}
