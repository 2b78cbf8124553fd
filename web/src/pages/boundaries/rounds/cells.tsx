/** Cells that the table of a round and the ledger share. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { none, number } from '../../../lib/format';
import type { LineState, RoundLine } from './rounds';
import { StateSwatch } from './StateSwatch';

export function StateText({ state }: { state: LineState }) {
  const { t } = useTranslation('rounds');
  return <span className="state-text"><StateSwatch state={state} />{t(`state.${state}`)}</span>;
}

export function DueCell({ line }: { line: Pick<RoundLine, 'due_on' | 'overdue'> }) {
  const { t } = useTranslation('rounds');
  if (!line.due_on) return <>{none}</>;
  return <span className="stacked">{line.due_on}{line.overdue && <strong className="late">{t('overdue')}</strong>}</span>;
}

export function LastCell({ line }: { line: Pick<RoundLine, 'last_round' | 'last_on'> }) {
  const { t } = useTranslation('rounds');
  if (line.last_round === null) return <>{none}</>;
  return <span className="stacked">{t('nth', { number: line.last_round })}<small className="muted">{line.last_on}</small></span>;
}

export function WalkedCell({ line }: { line: Pick<RoundLine, 'walked_km' | 'covered'> }) {
  if (line.walked_km === null) return <>{none}</>;
  return <span className="stacked end">{number(line.walked_km, 3)}<small className="muted">{share(line.covered)}</small></span>;
}

/** Reached of due; the ones found in a bad state are told in words. */
export function MarkersCell({ line }: { line: Pick<RoundLine, 'markers_due' | 'markers_done' | 'markers_bad'> }) {
  const { t } = useTranslation('rounds');
  if (line.markers_due === 0) return <>{none}</>;
  return (
    <span className="stacked end">
      {line.markers_done} / {line.markers_due}
      {line.markers_bad > 0 && <small className="late">{t('markersBad', { count: line.markers_bad })}</small>}
    </span>
  );
}

/** What is still open with a line; that the parties disagree is never hidden. */
export function OpenCell({ line }: { line: RoundLine }) {
  const { t } = useTranslation('rounds');
  const open = line.open_findings > 0;
  const bad = line.markers_bad > 0 && line.conclusion === '';
  if (!line.disagreement && !open && !bad && line.problems === '') return <>{none}</>;
  return (
    <span className="open-cell">
      {line.disagreement && <Tag color="red">{t('disagreement')}</Tag>}
      {open && <Tag color="orange">{t('openFindings', { count: line.open_findings })}</Tag>}
      {bad && <Tag color="gold">{t('markersBad', { count: line.markers_bad })}</Tag>}
      {line.problems && <span>{line.problems}</span>}
    </span>
  );
}

export function ConclusionText({ line }: { line: Pick<RoundLine, 'conclusion'> }) {
  const { t } = useTranslation('rounds');
  return <>{line.conclusion ? t(`conclusion.${line.conclusion}`) : none}</>;
}

/** A share as a percentage; the whole only when it is whole. */
export function share(value: number | null): string {
  if (value === null) return none;
  return `${(Math.floor(value * 1000) / 10).toFixed(1)}%`;
}
