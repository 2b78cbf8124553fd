/** A month that is confirmed: when, by whom, with which figures; photos, and the way to a correction or the next open month. */
import { CheckCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { time } from '../../../lib/format';
import { Attachments } from '../../../parts/Attachments';
import { Changes } from './Changes';
import { WaitingPhotos } from './Photos';
import type { MonthForm, Report } from './report';

export function ConfirmedCard({ form, report, onCorrect }: { form: MonthForm; report: Report; onCorrect: (() => void) | undefined }) {
  const { t } = useTranslation('monthly');
  const open = form.open.filter((month) => month !== form.month);
  return (
    <>
      <section className="month-card month-state sent" role="status">
        <p><CheckCircleFilled aria-hidden /> <strong>{t(report.changed ? 'done.changed' : 'done.unchanged', { month: report.month })}</strong></p>
        <p className="muted">{t('done.by', { who: report.author_name || report.author, time: time(report.received_at) })}{report.edition > 1 && ` · ${t('done.edition', { n: report.edition })}`}</p>
        <Changes report={report} />
        {report.error_note && <p>{t('error.said', { text: report.error_note })}{report.error_answer && <> · <strong>{t('error.answered', { text: report.error_answer })}</strong></>}</p>}
        {onCorrect && <Button size="large" onClick={onCorrect}>{t('correct')}</Button>}
      </section>
      {open[0] && <Link className="month-next" to={`?month=${open[0]}${new URLSearchParams(location.search).has('township') ? `&township=${form.area_code}` : ''}`}>{t('nextOpen', { count: open.length, month: open[0] })}</Link>}
      <section className="month-card" aria-label={t('photos')}>
        <h2>{t('photos')}</h2>
        <WaitingPhotos record={report.id} />
        <Attachments owner="monthly_report" ownerId={report.id} roles={['photo', 'file']} mayAdd={onCorrect !== undefined} />
      </section>
    </>
  );
}
