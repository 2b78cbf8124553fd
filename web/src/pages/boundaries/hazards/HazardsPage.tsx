/** 界桩及隐患清单: every marker with what is wrong with it, filtered, mapped, counted and exported. */
import { Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConditions, useConditionWords } from '../../../api/conditions';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { boxOfMap } from '../../../map/box';
import { usePages } from '../../../api/lists';
import { More } from '../../../parts/More';
import { useGet } from '../../../parts/useGet';
import { Download } from '../../../shell/Download';
import { Failed } from '../../../shell/States';
import '../../pages.css';
import '../findings/findings.css';
import { kinds, states } from '../findings/findings';
import { BoundaryFilters, Choice } from '../findings/parts/BoundaryFilters';
import { filterNames, keyOf, type LedgerRow, type LedgerTotals, ledgerPath } from './hazards';
import './hazards.css';
import { HazardsMap } from './HazardsMap';
import { HazardsTable } from './HazardsTable';
import { Footer } from './Footer';

export function HazardsPage() {
  const { t } = useTranslation('findings');
  const { may } = useSession();
  const { values, set } = useFilters([...filterNames, 'map'] as const);
  const { data: conditions } = useConditions();
  const word = useConditionWords();
  const [chosen, setChosen] = useState<string>();
  const query = {
    area: values.area, line: values.line, condition: values.condition, kind: values.kind, state: values.state, q: values.q,
    overdue: values.overdue === '1', bbox: values.bbox === boxOfMap ? '' : values.bbox,
  };
  const { items, loading, error, retry, more, fetching } = usePages<LedgerRow>(ledgerPath, { ...query, limit: 100 });
  const first = useGet<{ totals?: LedgerTotals }>(ledgerPath, { ...query, limit: 1 });
  const choose = (key: string) => {
    setChosen(key);
    document.getElementById(`row-${key}`)?.scrollIntoView({ block: 'center' });
  };
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('ledger.title')}</h1>
        <Download path={`${ledgerPath}.xlsx`} query={query} label={t('ledger.excel')} name={`${t('ledger.title')}.xlsx`} />
      </header>
      <BoundaryFilters values={values} set={set} map>
        <Choice label={t('ledger.condition')} value={values.condition} all={(conditions ?? []).map((one) => one.code)} word={word} onChange={(value) => set('condition', value)} />
        <Choice label={t('kind')} value={values.kind} all={kinds.filter((one) => one !== 'dispute_risk' || may.disputes)} word={(value) => t(`kinds.${value}`)} onChange={(value) => set('kind', value)} />
        <Choice label={t('state')} value={values.state} all={['open', 'none', ...states] as const} word={(value) => t(`states.${value}`)} onChange={(value) => set('state', value)} />
        <label className="switch"><Switch checked={values.overdue === '1'} onChange={(on) => set('overdue', on ? '1' : undefined)} />{t('filters.overdue')}</label>
      </BoundaryFilters>
      {error && <Failed error={error} retry={retry} />}
      <Footer totals={first.data?.totals} />
      <div className={values.map === '1' ? 'hazards with-map' : 'hazards'}>
        {values.map === '1' && (
          <div className="hazards-side">
            <HazardsMap query={query} start={values.bbox} onBox={values.bbox ? (box) => set('bbox', box) : undefined} onChoose={choose} />
          </div>
        )}
        <div>
          <HazardsTable items={items} loading={loading} chosen={chosen} rowKey={keyOf} totals={first.data?.totals} />
          <More more={more} fetching={fetching} />
        </div>
      </div>
    </div>
  );
}
