/** The footer of the ledger, always in sight: what fits of what there is in all, and how much of it is done. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import type { Totals } from '../rounds/rounds';

export function LedgerFoot({ shown, whole }: { shown: Totals; whole: Totals }) {
  const { t } = useTranslation('rounds');
  return (
    <section className="ledger-foot" aria-label={t('ledger.foot')}>
      <strong>{t('ledger.total')}</strong>
      <Of label={t('ledger.lines')} of={[number(shown.lines), number(whole.lines)]}>{t('ledger.done', { value: number(shown.lines_done) })}</Of>
      <Of label={t('ledger.km')} of={[number(shown.km, 3), number(whole.km, 3)]}>
        {t('ledger.done', { value: number(shown.km_done, 3) })} · {t('ledger.walked', { value: number(shown.km_walked, 3) })}
      </Of>
      <Of label={t('ledger.markers')} of={[number(shown.markers), number(whole.markers)]}>{t('ledger.reached', { value: number(shown.markers_done) })}</Of>
      <span className={shown.overdue > 0 ? 'late' : 'muted'}>{t('ledger.overdue', { count: shown.overdue })}</span>
      {shown.disagreements > 0 && <span className="late">{t('ledger.disagreements', { count: shown.disagreements })}</span>}
    </section>
  );
}

function Of({ label, of: [part, all], children }: { label: string; of: [string, string]; children: ReactNode }) {
  return (
    <span className="of">
      <span>{label} <b>{part}</b> / {all}</span>
      <small className="muted">{children}</small>
    </span>
  );
}
