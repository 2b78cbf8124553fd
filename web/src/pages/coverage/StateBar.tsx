/** Something counted by state, as a bar: each state has a colour and a pattern. */
import { useTranslation } from 'react-i18next';
import { number } from '../../lib/format';
import { states, type Tally } from './answer';

export function StateBar({ tally, label }: { tally: Tally; label: string }) {
  const { t } = useTranslation('cover');
  const known = tally.served + tally.no_capacity + tally.out_of_reach;
  const said = states.filter((one) => tally[one] > 0).map((one) => `${t(`state.${one}`)} ${number(tally[one])}`).join(t('comma'));
  if (known === 0) return <span className="state-bar empty" role="img" aria-label={`${label}: ${t('noData')}`} title={t('noData')} />;
  return (
    <span className="state-bar" role="img" aria-label={`${label}: ${said}`} title={said}>
      {(['served', 'no_capacity', 'out_of_reach'] as const).map((one) => tally[one] > 0 && <i key={one} className={one} style={{ flexGrow: tally[one] / known }} />)}
    </span>
  );
}
