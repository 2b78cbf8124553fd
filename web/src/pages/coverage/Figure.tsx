/** The figure with its fraction, the three states as a bar, what the official rule sets apart, and what was reported. */
import { useTranslation } from 'react-i18next';
import { number, percent } from '../../lib/format';
import type { Answer, CoverState } from './answer';
import { StateBar } from './StateBar';

interface Props {
  data: Answer;
  state: CoverState | undefined;
  onState: (state: CoverState | undefined) => void;
}

export function Figure({ data, state, onState }: Props) {
  const { t, i18n } = useTranslation('cover');
  const kind = i18n.language === 'en' ? data.kind_name_en || data.kind_name : data.kind_name;
  return (
    <div className="headline" role="group" aria-label={t('figure')}>
      <p className="headline-percent">{percent(data.percent)}</p>
      <div>
        <p className="headline-fraction">
          <strong>{number(data.numerator)}</strong> / {number(data.denominator)}
        </p>
        <p className="muted">{t(`of.${data.counts}`, { kind, date: data.as_of, unit: t(`unit.${data.level as 'township'}`) })}</p>
      </div>
      <div className="headline-states">
        <StateBar tally={data.tally ?? data.states} label={t(data.tally ? `bar.${data.counts}` : 'bar.areas')} />
        <StateChoice data={data} state={state} onState={onState} />
      </div>
      <Official data={data} />
    </div>
  );
}

/** How many areas are in each state: a press shows these only, on the map and in the table. */
function StateChoice({ data, state, onState }: Props) {
  const { t } = useTranslation('cover');
  const there = (['served', 'no_capacity', 'out_of_reach', 'unknown'] as const).filter((one) => data.states[one] > 0);
  return (
    <ul className="chips state-choice" aria-label={t('stateFilter')}>
      {there.map((one) => (
        <li key={one}>
          <button type="button" aria-pressed={state === one} className={`cover-state ${one}`} onClick={() => onState(state === one ? undefined : one)}>
            {t(`state.${one}`)} {number(data.states[one])}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Own, shared, columbarium, exempt; the reported figure beside the computed one. */
function Official({ data }: { data: Answer }) {
  const { t } = useTranslation('cover');
  const reported = data.reported.find((one) => one.area_code === data.area);
  const { official } = data;
  if (!official && !reported) return null;
  return (
    <dl className="official">
      {official && (['own', 'shared', 'columbarium', 'exempt', 'none'] as const).map((one) => (
        <div key={one}><dt>{t(`basis.${one}`)}</dt><dd>{number(official[one])}</dd></div>
      ))}
      {official && official.exempt > 0 && <div><dt>{t('withoutExempt')}</dt><dd>{percent(official.percent_without_exempt)}</dd></div>}
      <div>
        <dt>{t('reported')}</dt>
        <dd>{reported ? <>{percent(reported.percent)} <small className="muted">{reported.as_of} {reported.document}</small></> : <span className="muted">{t('noReported')}</span>}</dd>
      </div>
    </dl>
  );
}
