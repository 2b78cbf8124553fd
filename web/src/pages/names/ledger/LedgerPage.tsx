/** 地名变更台账: every change of a name, filtered, mapped, counted, exported and noted as reported. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { Download } from '../../../shell/Download';
import { Failed } from '../../../shell/States';
import '../../pages.css';
import { More } from '../../../parts/More';
import { CardDrawer } from './CardDrawer';
import { type Grouping, groupings, type LedgerEntry, ledgerPath } from './ledger';
import './ledger.css';
import { LedgerFilters } from './LedgerFilters';
import { LedgerMap } from './LedgerMap';
import { LedgerTable } from './LedgerTable';
import { LedgerTotals } from './LedgerTotals';
import { NationalModal } from './NationalModal';
import { useLedgerFilters } from './useLedger';

const nothing: ReadonlyMap<string, string> = new Map();

export function LedgerPage() {
  const { t } = useTranslation('nameledger');
  const { may } = useSession();
  const { values, set, query } = useLedgerFilters();
  const { items, loading, error, retry, more, fetching } = usePages<LedgerEntry>(ledgerPath, query);
  const [selected, setSelected] = useState<string[]>([]);
  const [refused, setRefused] = useState(nothing);
  const [noting, setNoting] = useState(false);
  const [noted, setNoted] = useState(0);
  const [chosen, setChosen] = useState<string>();
  const [card, setCard] = useState<LedgerEntry>();
  const rows = items.filter((one) => selected.includes(one.edit_id));
  const by = groupings.find((one) => one === values.by) ?? 'county';
  const select = (edits: string[]) => {
    setSelected(edits);
    setRefused(nothing);
    setNoted(0);
  };
  const choose = (edit: string) => {
    setChosen(edit);
    document.getElementById(`edit-${edit}`)?.scrollIntoView({ block: 'center' });
  };
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('title')}</h1>
        <span className="row-actions">
          <Download path={ledgerPath} query={{ ...query, format: 'xlsx' }} label={t('excel')} name={`${t('title')}.xlsx`} />
          <Download path={ledgerPath} query={{ ...query, format: 'csv' }} label={t('csv')} name={`${t('title')}.csv`} />
        </span>
      </header>
      <LedgerFilters values={values} set={set} />
      {error && <Failed error={error} retry={retry} />}
      {noted > 0 && <Alert type="success" showIcon title={t('note.done', { count: noted })} closable={{ onClose: () => setNoted(0) }} />}
      <div className={values.map === '1' ? 'name-ledger with-map' : 'name-ledger'}>
        {values.map === '1' && (
          <div className="name-ledger-side">
            <LedgerMap query={query} onBox={values.bbox ? (box) => set('bbox', box) : undefined} onChoose={choose} />
          </div>
        )}
        <div>
          {may.names && items.length > 0 && (
            <p className="select-all"><Button size="small" onClick={() => select(items.map((one) => one.edit_id))}>{t('selectAll', { count: items.length })}</Button></p>
          )}
          <LedgerTable items={items} loading={loading} selected={may.names ? selected : undefined} onSelect={select} refused={refused} chosen={chosen} onCard={setCard} />
          <More more={more} fetching={fetching} />
        </div>
      </div>
      {rows.length > 0 && (
        <div className="selection-bar" role="region" aria-label={t('selection')}>
          <span role="status">{t('selected', { count: rows.length })}</span>
          <Button type="primary" onClick={() => setNoting(true)}>{t('note.go')}</Button>
          <Button onClick={() => select([])}>{t('unselect')}</Button>
        </div>
      )}
      <LedgerTotals query={query} by={by} onBy={(value: Grouping) => set('by', value === 'county' ? undefined : value)} />
      {noting && (
        <NationalModal
          rows={rows} onClose={() => setNoting(false)} onRefused={setRefused}
          onDone={(count) => { setNoting(false); select([]); setNoted(count); }}
        />
      )}
      {card && <CardDrawer place={{ id: card.place_id, name: card.name }} onClose={() => setCard(undefined)} />}
    </div>
  );
}
