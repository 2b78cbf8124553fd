/** The clean-up ledger: findings of the naming rules, from found to closed. */
import { Button, Select, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { number } from '../../../lib/format';
import { Download } from '../../../shell/Download';
import { Failed } from '../../../shell/States';
import '../../pages.css';
import { More } from '../../../parts/More';
import { NameFilters } from '../parts/NameFilters';
import { useGet } from '../../../parts/useGet';
import './cleanup.css';
import { categories, filterNames, type Row, severities, states, type Totals, type Verdict } from './cleanup';
import { JudgeModal } from './JudgeModal';
import { RenameModal } from './RenameModal';
import { RowsTable } from './RowsTable';
import { RunModal } from './RunModal';
import { TotalsTable } from './TotalsTable';

type Doing = { rows: Row[]; verdict: Verdict } | { rename: Row } | 'run' | undefined;

export function CleanupPage() {
  const { t } = useTranslation('cleanup');
  const { may } = useSession();
  const { values, set } = useFilters(filterNames);
  const { state, ...rest } = values;
  const { items, loading, error, retry, more, fetching } = usePages<Row>('/gazetteer/cleanup', values);
  const totals = useGet<Totals>('/gazetteer/cleanup/totals', { ...rest, by: 'category' });
  const [doing, setDoing] = useState<Doing>();
  const [marked, mark] = useState<string[]>([]);
  const chosen = items.filter(({ id }) => marked.includes(id));
  const close = () => setDoing(undefined);
  const ask = (rows: Row[], verdict: Verdict) => setDoing({ rows, verdict });
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('heading')}</h1>
        <span className="row-actions">
          {may.names && <Button type="primary" onClick={() => setDoing('run')}>{t('run.open')}</Button>}
          <Download path="/gazetteer/cleanup.xlsx" query={values} label={t('excel')} name={`${t('heading')}.xlsx`} />
        </span>
      </header>
      <div className="figures" role="group" aria-label={t('state')}>
        {states.map((one) => (
          <button key={one} type="button" className="figure big" aria-pressed={state === one} onClick={() => set('state', state === one ? '' : one)}>
            <span className="muted">{t(`states.${one}`)}</span>
            <strong>{number(totals.data?.total[one])}</strong>
          </button>
        ))}
      </div>
      <NameFilters values={values} set={set as never}>
        <label>
          {t('category')}
          <Select value={values.category || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('category', value)} options={categories.map((value) => ({ value, label: t(`categories.${value}`) }))} />
        </label>
        <label>
          {t('severity')}
          <Select value={values.severity || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('severity', value)} options={severities.map((value) => ({ value, label: t(`severities.${value}`) }))} />
        </label>
      </NameFilters>
      <Tabs
        items={[
          {
            key: 'rows', label: t('list'),
            children: error ? <Failed error={error} retry={retry} /> : (
              <>
                {may.names && (
                  <div className="key-hints">
                    <span className="muted">{t('keys')}</span>
                    {chosen.length > 0 && <Button size="small" onClick={() => ask(chosen, 'exception')}>{t('markedException', { n: chosen.length })}</Button>}
                    {chosen.length > 0 && <Button size="small" onClick={() => ask(chosen, 'to_rectify')}>{t('markedRectify', { n: chosen.length })}</Button>}
                  </div>
                )}
                <RowsTable rows={items} loading={loading} marked={marked} mark={mark} judge={may.names ? ask : undefined} rename={may.propose ? (row) => setDoing({ rename: row }) : undefined} />
                <More more={more} fetching={fetching} />
              </>
            ),
          },
          { key: 'totals', label: t('counts'), children: <TotalsTable query={rest} /> },
        ]}
      />
      {doing === 'run' && <RunModal runs={totals.data?.runs ?? []} onClose={close} />}
      {typeof doing === 'object' && 'rows' in doing && <JudgeModal {...doing} onClose={(done) => { if (done) mark([]); close(); }} />}
      {typeof doing === 'object' && 'rename' in doing && <RenameModal row={doing.rename} onClose={close} />}
    </div>
  );
}
