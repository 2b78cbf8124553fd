/** Why a candidate is excluded: rule, article, feature, metres missing. */
import { useTranslation } from 'react-i18next';
import { number, position } from '../../../lib/format';
import { Precision } from '../../../parts/Precision';
import { useGet } from '../../../parts/useGet';
import { Failed } from '../../../shell/States';
import type { Candidate, Exclusion, Place, RulesOf } from './siting';

interface Props {
  candidate: Candidate | undefined;
  chosen: boolean;
  /** Beside all candidates: judged by the service. */
  place: Place | undefined;
  of: RulesOf;
}

export function Explained({ candidate: known, chosen, place, of }: Props) {
  const { t } = useTranslation('siting');
  const { data, error, refetch } = useGet<{ place: Candidate }>('/siting/explain', { ...of, ...place }, place !== undefined);
  const asked = place && data && data.place.lon === place.lon && data.place.lat === place.lat ? data.place : undefined;
  const candidate = place ? asked : known;
  return (
    <section className="card" aria-live="polite" aria-label={t('explained')}>
      {!candidate && !place && <p className="muted">{t('clickHint')}</p>}
      {place && error && <Failed error={error} retry={() => void refetch()} />}
      {candidate && (
        <>
          <h2>{place ? t('thisPlace') : candidate.name}</h2>
          <p>{t(place ? `placeIs.${candidate.state}` : chosen ? 'role.site' : `role.${candidate.state}`)} · {candidate.township_name || t('leftOut.no_township')} · {position(candidate.lon, candidate.lat)} <Precision precision={candidate.precision} /></p>
          {place && candidate.exclusions.length + candidate.warnings.length === 0 && <p>{t('nothingAgainst')}</p>}
          {candidate.why && <p>{t(`leftOut.${candidate.why}` as 'leftOut.no_township')}</p>}
          <Reasons title={t('exclusions')} list={candidate.exclusions} />
          <Reasons title={t('warnings')} list={candidate.warnings} />
        </>
      )}
    </section>
  );
}

function Reasons({ title, list }: { title: string; list: Exclusion[] }) {
  const { t } = useTranslation('siting');
  const reason = useReason();
  if (list.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="reason-list">
        {list.map((one) => <li key={one.rule_id}><strong>{one.instrument} {one.article}</strong> ({t('version', { version: one.rule_version })}): {reason(one)}</li>)}
      </ul>
    </>
  );
}

/** A reason without its citation. */
export function useReason(): (one: Exclusion) => string {
  const { t } = useTranslation('siting');
  return (one) => {
    const feature = `${t(`classes.${one.class}` as 'classes.river', { defaultValue: one.class })} ${one.feature_name}`.trim();
    const text = one.inside
      ? t('inside', { feature, missing: number(one.missing_m, 1) })
      : t('tooNear', { feature, required: number(one.required_m, 0), actual: number(one.actual_m, 1), missing: number(one.missing_m, 1) });
    return one.hits > 1 ? `${text} ${t('moreHits', { count: one.hits - 1 })}` : text;
  };
}
