/** The dashboard of a round: how far it is, what is left, its lines on map and in table, its batches, and the round before. */
import { Alert, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { BatchesTable } from './BatchesTable';
import { Comparison } from './Comparison';
import { useRoundFilters } from './filters';
import { PlanModal } from './PlanModal';
import { Progress } from './Progress';
import { RoundHead } from './RoundHead';
import { RoundLines } from './RoundLines';
import './rounds.css';
import { useProgress, useRound } from './useRound';

export function RoundPage() {
  const { t } = useTranslation('rounds');
  const number = Number(useParams().number);
  const { values, set, query } = useRoundFilters();
  const { data: round, error, refetch } = useRound(number);
  const { data: totals } = useProgress(number, query);
  const { data: whole } = useProgress(number);
  const { data: chips } = useProgress(number, { ...query, state: '', conclusion: '', due: '' });
  const [planning, setPlanning] = useState<string[]>();
  const [planned, setPlanned] = useState<string>();
  if (error) return <div className="page"><Failed error={error} retry={() => void refetch()} /></div>;
  if (!round) return <Loading />;
  const batches = whole?.batches ?? [];
  return (
    <div className="page wide-page">
      <RoundHead round={round} whole={whole} onPlan={() => setPlanning([])} />
      {planned && <Alert type="success" showIcon title={planned} closable={{ onClose: () => setPlanned(undefined) }} />}
      {totals && chips && <Progress totals={totals} chips={chips} values={values} set={set} />}
      <Tabs
        activeKey={values.tab || 'lines'} onChange={(key) => set('tab', key === 'lines' ? undefined : key)} destroyOnHidden
        items={[
          { key: 'lines', label: t('tabs.lines'), children: <RoundLines round={round} values={values} set={set} query={query} batches={batches.map((one) => one.batch)} onPlan={setPlanning} /> },
          { key: 'batches', label: t('tabs.batches'), children: <BatchesTable batches={batches} onChoose={(year) => { set('tab', undefined); set('batch', String(year)); }} /> },
          { key: 'comparison', label: t('tabs.comparison'), children: <Comparison round={number} values={values} set={set} /> },
        ]}
      />
      {planning && <PlanModal round={round} codes={planning} onClose={() => setPlanning(undefined)} onDone={(text) => { setPlanning(undefined); setPlanned(text); }} />}
    </div>
  );
}
