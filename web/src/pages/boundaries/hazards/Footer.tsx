/** The footer of the list: rows, markers of all that are on file, findings that are open and overdue. */
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import type { LedgerTotals } from './hazards';

export function Footer({ totals }: { totals: LedgerTotals | undefined }) {
  const { t } = useTranslation('findings');
  if (!totals) return null;
  return (
    <section aria-label={t('ledger.footer')}>
      <dl className="hazards-footer">
        <div><dt>{t('ledger.rows')}</dt><dd>{number(totals.rows)}</dd></div>
        <div><dt>{t('ledger.markers')}</dt><dd>{number(totals.markers)} / {number(totals.markers_all)}</dd></div>
        <div><dt>{t('ledger.open')}</dt><dd>{number(totals.open)}</dd></div>
        <div className={totals.overdue > 0 ? 'pressing' : ''}><dt>{t('ledger.overdue')}</dt><dd>{number(totals.overdue)}</dd></div>
      </dl>
    </section>
  );
}
