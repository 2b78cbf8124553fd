/** The 乡镇覆盖表 with county totals and footer; a map beside it shows the same rows, and the workbook holds them. */
import { Input, Select, Switch } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCounties } from '../../api/queries';
import { useSession } from '../../api/session';
import type { Ledger, LedgerRow } from '../../api/types';
import { useFilters } from '../../lib/filters';
import { today } from '../../lib/format';
import { coverage } from '../../map/palette';
import { useGet } from '../../parts/useGet';
import { Download } from '../../shell/Download';
import { Failed, Loading } from '../../shell/States';
import '../pages.css';
import { AreaMap, type MapClass } from './AreaMap';
import { useBounds } from './bounds';
import './coverage.css';
import { burialWays, wayOf } from './ledger';
import { LedgerFoot } from './LedgerFoot';
import { LedgerTable } from './LedgerTable';

const flags = ['incomplete', 'planned', 'unconfirmed'] as const;
const names = ['as_of', 'area', 'way', 'map', ...flags] as const;

export function LedgerPage() {
  const { t } = useTranslation();
  const { t: tf } = useTranslation('facilities');
  const { values, set } = useFilters(names);
  const asOf = /^\d{4}-\d\d-\d\d$/.test(values.as_of) ? values.as_of : today();
  const query = { as_of: asOf, area: values.area, way: values.way, ...Object.fromEntries(flags.map((name) => [name, values[name] === '1' ? 'true' : ''])) };
  const { data, error, refetch } = useGet<Ledger>('/coverage/ledger', { ...query, format: 'json' });
  const filtered = values.way !== '' || flags.some((name) => values[name] === '1');
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('nav.ledger')}</h1>
        <Download path="/coverage/ledger" query={{ ...query, format: 'xlsx' }} label={t('coverage.export')} name={`${t('nav.ledger')}_${asOf}.xlsx`} />
      </header>
      <div className="filters">
        <label>
          {t('coverage.asOf')}
          <Input type="date" value={asOf} required onChange={(event) => event.target.value && set('as_of', event.target.value)} />
        </label>
        <County value={values.area} onChange={(value) => set('area', value)} />
        <label>
          {t('ledger.way')}
          <Select value={values.way || undefined} allowClear placeholder={t('filter.all')} onChange={(value?: string) => set('way', value)} options={burialWays.map((value) => ({ value, label: t(`ledger.ways.${value}`) }))} />
        </label>
        {flags.map((name) => (
          <label key={name} className="switch"><Switch checked={values[name] === '1'} onChange={(on) => set(name, on ? '1' : undefined)} /> {tf(`table.${name}`)}</label>
        ))}
        <label className="switch"><Switch checked={values.map === '1'} onChange={(on) => set('map', on ? '1' : undefined)} /> {t('ledger.map')}</label>
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && values.map === '1' && <LedgerMap rows={data.rows} area={values.area} />}
      {data && filtered && <p className="muted" role="status">{tf('table.shown', { count: data.rows.length, all: data.official.denominator })}</p>}
      {data && <LedgerTable data={data} totals={!filtered} />}
      {data && <LedgerFoot data={data} />}
    </div>
  );
}

function County({ value, onChange }: { value: string; onChange: (value?: string) => void }) {
  const { t } = useTranslation();
  const { prefecture } = useSession();
  const { data: counties } = useCounties(prefecture.code);
  return (
    <label>
      {t('filter.county')}
      <Select
        value={value || undefined} allowClear placeholder={prefecture.name || t('filter.all')} onChange={onChange}
        options={(counties ?? []).map((one) => ({ value: one.code, label: one.name }))}
      />
    </label>
  );
}

function LedgerMap({ rows, area }: { rows: LedgerRow[]; area: string }) {
  const { t } = useTranslation();
  const { prefecture } = useSession();
  const bounds = useBounds(area);
  const [selected, setSelected] = useState<string>();
  const classOf = useMemo(() => new Map(rows.map((row) => [row.area_code, wayOf(row)])), [rows]);
  const classes = useMemo<MapClass[]>(
    () => [
      { key: 'own', label: t('ledger.ways.own'), paint: { colour: coverage.many } },
      { key: 'shared', label: t('ledger.ways.shared'), paint: { colour: coverage.covered } },
      { key: 'columbarium', label: t('ledger.ways.columbarium'), paint: { pattern: 'pattern:planned' } },
      { key: 'exempt', label: t('ledger.ways.exempt'), paint: { pattern: 'pattern:exempt' } },
      { key: 'none', label: t('ledger.ways.none'), paint: { pattern: 'pattern:uncovered' } },
    ],
    [t],
  );
  return (
    <div className="ledger-map">
      <AreaMap level="township" classes={classes} classOf={classOf} area={area || prefecture.code} bounds={bounds} selected={selected} onSelect={setSelected} />
    </div>
  );
}
