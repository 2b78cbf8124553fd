/** How many findings there are, and the ones that press: each a filter. */
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { findingsPath, type FindingTotals } from './findings';

type Name = 'state' | 'overdue' | 'late';

interface Props {
  area: string;
  line: string;
  values: Record<Name, string>;
  set: (name: Name, value: string | undefined) => void;
}

export function Figures({ area, line, values, set }: Props) {
  const { t } = useTranslation('findings');
  const { data } = useGet<FindingTotals>(`${findingsPath}/totals`, { area, line });
  if (!data) return null;
  const figures = [
    { name: 'state', key: 'open', on: 'open', count: data.open },
    { name: 'overdue', key: 'overdue', on: '1', count: data.overdue },
    { name: 'late', key: 'late', on: '1', count: data.late },
  ] as const;
  return (
    <section className="figures finding-figures" aria-label={t('figures.title')}>
      {figures.map(({ name, key, on, count }) => (
        <button key={key} type="button" className={key !== 'open' && count > 0 ? 'figure pressing' : 'figure'} aria-pressed={values[name] === on} onClick={() => set(name, values[name] === on ? undefined : on)}>
          <span>{t(`figures.${key}`)}</span>
          <strong>{number(count)}</strong>
        </button>
      ))}
      <dl className="figure">
        <dt>{t('figures.all')}</dt>
        <dd><strong>{number(data.findings)}</strong></dd>
      </dl>
    </section>
  );
}
