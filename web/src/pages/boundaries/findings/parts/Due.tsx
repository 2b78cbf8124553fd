/** The clocks of a finding in words; what is late is red and says so. */
import { ClockCircleOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { time } from '../../../../lib/format';
import { clockOf, type Finding, reportHours } from '../findings';
import { useNow } from './useNow';

/** How long the next step may still take, or how long it is overdue. */
export function Due({ at }: { at: string | null }) {
  const { t } = useTranslation('findings');
  const clock = clockOf(at, useNow());
  if (clock.key === 'closed') return null;
  const late = clock.key === 'overdue' || clock.key === 'overdueHours';
  return (
    <span className={late ? 'due late' : 'due'} title={t('clock.until', { at: time(at) })}>
      {late ? <ExclamationCircleFilled aria-hidden /> : <ClockCircleOutlined aria-hidden />} {t(`clock.${clock.key}`, { count: clock.count })}
    </span>
  );
}

/** How long the report took, beside the hours allowed. */
export function ReportClock({ finding }: { finding: Pick<Finding, 'found_at' | 'reported_at' | 'report_due_at' | 'late'> }) {
  const { t } = useTranslation('findings');
  const hours = reportHours(finding);
  return (
    <span className={finding.late ? 'due late' : 'due'}>
      {finding.late && <ExclamationCircleFilled aria-hidden />} {t(finding.late ? 'clock.late' : 'clock.inTime', hours)}
    </span>
  );
}
