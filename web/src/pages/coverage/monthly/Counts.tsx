/** Cremations, burials, eco-burials and deaths of the month. */
import { useTranslation } from 'react-i18next';
import { type CountName, countNames, type MonthForm, type Values } from './report';
import { Num } from './Num';

interface Props {
  form: MonthForm;
  values: Values;
  change: (next: (before: Values) => Values) => void;
  fault: string | undefined;
}

export function Counts({ form, values, change, fault }: Props) {
  const { t } = useTranslation('monthly');
  const set = (name: CountName, value: number | null) => change((old) => ({ ...old, counts: { ...old.counts, [name]: value } }));
  return (
    <section className="month-card" aria-label={t('counts.label')}>
      <h2>{t('counts.label')}</h2>
      <div className="month-nums">
        {countNames.map((name) => (
          <Num
            key={name} label={t(`counts.${name}`)} value={values.counts[name] ?? null} placeholder={name === 'deaths' ? '' : '0'} onChange={(value) => set(name, value)}
            hint={form.last?.[name] == null ? undefined : t('lastMonth', { n: form.last[name] })}
          />
        ))}
      </div>
      {fault && <p className="fault" role="alert">{fault}</p>}
    </section>
  );
}
