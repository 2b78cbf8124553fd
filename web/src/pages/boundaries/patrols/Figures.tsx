/** The month in figures. Lengths are agreed ones. */
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import type { Progress } from './patrols';

export function Figures({ totals }: { totals: Progress['totals'] }) {
  const { t } = useTranslation('findings');
  const figures = [
    { key: 'behind', text: `${number(totals.behind)} / ${number(totals.plans)}`, pressing: totals.behind > 0 },
    { key: 'lines', text: `${number(totals.lines_patrolled)} / ${number(totals.lines)}` },
    { key: 'km', text: `${number(totals.covered_km, 1)} / ${number(totals.agreed_length_km, 3)}` },
    { key: 'markers', text: `${number(totals.markers_visited)} / ${number(totals.markers)}` },
  ] as const;
  return (
    <section className="figures finding-figures" aria-label={t('patrols.figures.title')}>
      {figures.map((one) => (
        <dl key={one.key} className={'pressing' in one && one.pressing ? 'figure pressing' : 'figure'}>
          <dt>{t(`patrols.figures.${one.key}`)}</dt>
          <dd><strong>{one.text}</strong></dd>
        </dl>
      ))}
    </section>
  );
}
