/** How far a round is, and how much is left; the states are buttons that narrow table and map. */
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import type { SetFilter, Values } from './filters';
import { conclusions, lineStates, type Totals } from './rounds';
import { StateSwatch } from './StateSwatch';

interface Props {
  totals: Totals;
  /** The same without the filters that the buttons set: how many each of them would show. */
  chips: Totals;
  values: Values;
  set: SetFilter;
}

export function Progress({ totals, chips, values, set }: Props) {
  const { t } = useTranslation('rounds');
  const toggle = (name: 'state' | 'conclusion' | 'due', value: string) => set(name, values[name] === value ? undefined : value);
  return (
    <>
      <section className="figures" aria-label={t('progress.title')}>
        <Figure label={t('progress.lines')} value={`${number(totals.lines_done)} / ${number(totals.lines)}`} left={t('left.lines', { value: number(totals.lines - totals.lines_done) })} />
        <Figure label={t('progress.km')} value={`${number(totals.km_done, 3)} / ${number(totals.km, 3)}`} left={t('left.km', { value: number(totals.km - totals.km_done, 3) })} more={t('progress.walked', { value: number(totals.km_walked, 3) })} />
        <Figure label={t('progress.markers')} value={`${number(totals.markers_done)} / ${number(totals.markers)}`} left={t('left.markers', { value: number(totals.markers - totals.markers_done) })} more={totals.markers_bad > 0 ? t('progress.bad', { count: totals.markers_bad }) : undefined} />
        <Figure label={t('progress.overdue')} value={number(totals.overdue)} left={t('progress.open', { disagreements: number(totals.disagreements), findings: number(totals.open_findings) })} />
      </section>
      <div className="state-chips" role="group" aria-label={t('progress.byState')}>
        {lineStates.filter((state) => chips.states[state] > 0 || values.state === state).map((state) => (
          <button key={state} type="button" className="state-chip" aria-pressed={values.state === state} onClick={() => toggle('state', state)}>
            <StateSwatch state={state} />{t(`state.${state}`)} <b>{number(chips.states[state])}</b>
          </button>
        ))}
        {conclusions.filter((one) => chips.conclusions[one] > 0 || values.conclusion === one).map((one) => (
          <button key={one} type="button" className="state-chip" aria-pressed={values.conclusion === one} onClick={() => toggle('conclusion', one)}>
            {t(`conclusion.${one}`)} <b>{number(chips.conclusions[one])}</b>
          </button>
        ))}
        {(chips.overdue > 0 || values.due === 'overdue') && (
          <button type="button" className="state-chip late" aria-pressed={values.due === 'overdue'} onClick={() => toggle('due', 'overdue')}>
            <i className="overdue-swatch" aria-hidden />{t('overdue')} <b>{number(chips.overdue)}</b>
          </button>
        )}
      </div>
    </>
  );
}

function Figure({ label, value, left, more }: { label: string; value: string; left: string; more?: string }) {
  return (
    <dl className="figure big">
      <dt>{label}</dt>
      <dd>{value}</dd>
      <dd className="left-over">{left}</dd>
      {more && <dd className="left-over">{more}</dd>}
    </dl>
  );
}
