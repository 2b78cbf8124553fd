/** How a duty stands: an icon, words and a colour, which all say the same. */
import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { none } from '../../../lib/format';
import './duty.css';
import type { Duty } from './ledger';

const icons = { running: ClockCircleOutlined, soon: ExclamationCircleOutlined, overdue: WarningOutlined, done: CheckCircleOutlined, late: CheckCircleOutlined } as const;

/** `afterFiling`: without a day due the term has not begun, it runs from the filing. */
export function DutyText({ duty, done, note, afterFiling }: { duty: Duty; done: string | null; note?: string; afterFiling?: boolean }) {
  const { t } = useTranslation('nameledger');
  if (duty.state === 'none') return <span className="muted">{t(afterFiling ? 'duty.afterFiling' : 'duty.none')}</span>;
  const Icon = icons[duty.state];
  return (
    <span className={`duty duty-${duty.state}`}>
      <Icon aria-hidden />
      <span>
        {done ?? t(`duty.${duty.state}` as 'duty.soon', { count: Math.abs(duty.days_left ?? 0) })}
        {done && duty.state === 'late' && ` ${t('duty.late')}`}
        <small>{note || (done ? '' : t('duty.due', { day: duty.due_on ?? none }))}</small>
      </span>
    </span>
  );
}
