/** 联检台账: the lines of a round with all columns of the office's ledger, filtered, mapped, summed up and exported. */
import { Alert, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../../api/types';
import { usePages } from '../../../api/lists';
import { Download } from '../../../shell/Download';
import { Failed } from '../../../shell/States';
import '../../pages.css';
import { useRoundFilters } from '../rounds/filters';
import { MapNote } from '../rounds/MapNote';
import { RoundFilters } from '../rounds/RoundFilters';
import { type LedgerLine, ledgerPath, type Round, roundsPath, type Totals } from '../rounds/rounds';
import '../rounds/rounds.css';
import { SelectedLine } from '../rounds/SelectedLine';
import { StateMap } from '../rounds/StateMap';
import { mostPages, useRows } from '../rounds/useRows';
import { LedgerFoot } from './LedgerFoot';
import { LedgerTable } from './LedgerTable';

interface First extends Page<LedgerLine> {
  round: number;
  /** Of the rows that fit. */
  totals: Totals;
  /** Of the whole register. */
  whole: Totals;
}

export function LedgerPage() {
  const { t } = useTranslation('rounds');
  const { values, set, query } = useRoundFilters();
  const { round } = values;
  const asked = { ...query, round };
  const { data, error, isFetching, refetch } = useRows<LedgerLine, First>(ledgerPath, asked);
  const { items: rounds } = usePages<Round>(roundsPath, {});
  const items = data?.items ?? [];
  const map = values.map === '1';
  const selected = values.line || undefined;
  const select = (code: string | undefined) => set('line', code);
  const number = data?.first.round;
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('ledger.title')}</h1>
        <Download path={`${ledgerPath}.xlsx`} query={asked} label={t('ledger.excel')} name={`${t('ledger.title')}.xlsx`} />
      </header>
      <RoundFilters values={values} set={set} batches={data?.first.whole.batches.map((one) => one.batch) ?? []} map={map}>
        <label>
          {t('filters.round')}
          <Select
            value={number || undefined} placeholder={t('filters.noRound')} onChange={(value: number) => set('round', String(value))}
            options={rounds.map((one) => ({ value: one.number, label: one.title || t('nth', { number: one.number }) }))}
          />
        </label>
        <label className="switch"><Switch checked={map} onChange={(on) => set('map', on ? '1' : undefined)} />{t('map.beside')}</label>
      </RoundFilters>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {number === 0 && <Alert type="info" showIcon title={t('ledger.noRound')} />}
      {data?.more && <Alert type="warning" showIcon title={t('notAll', { count: mostPages * 1000 })} />}
      <div className={map ? 'round-work with-map' : 'round-work'}>
        {map && (
          <div className="round-side">
            <StateMap lines={items} selected={selected} onSelect={select} box={query.bbox} onBox={values.bbox ? (box) => set('bbox', box) : undefined} label={t('map.label')} />
            <MapNote />
            <SelectedLine line={items.find((one) => one.code === selected)} onClose={() => select(undefined)} />
          </div>
        )}
        <LedgerTable items={items} loading={isFetching && !data} selected={selected} onSelect={map ? select : undefined} />
      </div>
      {data && <LedgerFoot shown={data.first.totals} whole={data.first.whole} />}
    </div>
  );
}
