/** Why a candidate is excluded: rule, article, feature, metres missing. */
import { useTranslation } from 'react-i18next';
import { number, position } from '../../../lib/format';
import type { Candidate, Exclusion } from './siting';

export function Explained({ candidate, chosen }: { candidate: Candidate | undefined; chosen: boolean }) {
  const { t } = useTranslation('siting');
  return (
    <section className="card" aria-live="polite" aria-label={t('explained')}>
      {!candidate && <p className="muted">{t('clickHint')}</p>}
      {candidate && (
        <>
          <h2>{candidate.name}</h2>
          <p>{t(chosen ? 'role.site' : `role.${candidate.state}`)} · {candidate.township_name || t('leftOut.no_township')} · {position(candidate.lon, candidate.lat)}</p>
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
