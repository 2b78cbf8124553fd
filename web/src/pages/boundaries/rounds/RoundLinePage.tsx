/** A line of a round: its plan, what was covered, and its record step by step until it is closed. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { mayWrite, useSession } from '../../../api/session';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { Comparison } from './Comparison';
import { CoverageCard } from './CoverageCard';
import { Disagreement } from './Disagreement';
import { useRoundFilters } from './filters';
import { LineHistory } from './LineHistory';
import { LineFacts } from './LineFacts';
import { LinePlan } from './LinePlan';
import { PlanModal } from './PlanModal';
import { linePath, type Round, type RoundLine } from './rounds';
import './rounds.css';
import { Steps } from './Steps';
import { useRound } from './useRound';

export function RoundLinePage() {
  const { number = '', code = '' } = useParams();
  const { data: round, error: noRound, refetch: again } = useRound(Number(number));
  const { data: line, error, refetch } = useGet<RoundLine>(linePath(Number(number), code));
  const failed = noRound ?? error;
  if (failed) return <div className="page"><Failed error={failed} retry={() => { void again(); void refetch(); }} /></div>;
  if (!round || line?.code !== code) return <Loading />;
  return <Shown round={round} line={line} />;
}

function Shown({ round, line }: { round: Round; line: RoundLine }) {
  const { t } = useTranslation('rounds');
  const session = useSession();
  const { values, set } = useRoundFilters();
  const parties = [line.left_area, line.right_area];
  const open = round.state === 'open' && line.state !== 'closed' && line.state !== 'unplanned';
  const mayWork = open && mayWrite(session, 'line', parties);
  const mayPlan = (round.state === 'open' || round.state === 'planned') && line.state !== 'closed' && mayWrite(session, 'round_plan', parties);
  return (
    <div className="page wide-page">
      <LineFacts round={round} line={line} />
      <Disagreement line={line} />
      {line.past && <Alert type="info" showIcon title={t('pastLine')} />}
      {line.state === 'unplanned' && <Unplanned round={round} line={line} mayPlan={mayPlan} />}
      {round.state === 'planned' && line.state !== 'unplanned' && <Alert type="info" showIcon title={t('notOpen')} />}
      <div className="round-line-page">
        <div className="step-list">
          {line.state !== 'unplanned' && !line.past && <Steps line={line} mayWork={mayWork} />}
          {mayPlan && line.state !== 'unplanned' && <LinePlan key={line.version} line={line} />}
        </div>
        <div className="step-list">
          <CoverageCard line={line} mayWork={mayWork} />
          {line.markers_due > 0 && (
            <section className="card">
              <h2>{t('tabs.comparison')}</h2>
              <Comparison round={round.number} values={values} set={set} line={line.code} />
            </section>
          )}
          {line.version > 0 && <LineHistory line={line} />}
        </div>
      </div>
    </div>
  );
}

function Unplanned({ round, line, mayPlan }: { round: Round; line: RoundLine; mayPlan: boolean }) {
  const { t } = useTranslation('rounds');
  const [planning, setPlanning] = useState(false);
  return (
    <>
      <Alert
        type="info" showIcon title={t('unplannedLine')} description={<Link to={`/boundaries/rounds/${round.number}`}>{t('toRound')}</Link>}
        action={mayPlan && <Button type="primary" onClick={() => setPlanning(true)}>{t('plan.one')}</Button>}
      />
      {planning && <PlanModal round={round} codes={[line.code]} onClose={() => setPlanning(false)} onDone={() => setPlanning(false)} />}
    </>
  );
}
