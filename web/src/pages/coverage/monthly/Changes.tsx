/** The counts of a report, and the figures that differ from the month before. */
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { countNames, type Figures, type Report } from './report';

type MeasureKey = 'measure.plots';

export function Changes({ report }: { report: Report }) {
  const { t } = useTranslation('monthly');
  const said = ({ total, used }: Figures) => [used, total].map((n) => (n === null ? t('noData') : number(n))).join(' / ');
  const moved = report.rows.filter((row) => row.total !== row.before.total || row.used !== row.before.used);
  return (
    <>
      <dl className="month-counts">
        {countNames.map((name) => (
          <div key={name}><dt>{t(`counts.${name}`)}</dt><dd>{report[name] === null ? t('noData') : number(report[name])}</dd></div>
        ))}
      </dl>
      {moved.length > 0 && (
        <ul className="month-moved" aria-label={t('moved')}>
          {moved.map((row) => (
            <li key={row.facility_id + row.measure}>{row.name} · {t(`measure.${row.measure}` as MeasureKey)}：{said(row.before)} → <strong>{said(row)}</strong></li>
          ))}
        </ul>
      )}
    </>
  );
}
