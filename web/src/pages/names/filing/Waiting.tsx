/** The clocks that run: how many are overdue and soon due, and which, the first due first. */
import { ClockCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DutyText } from '../ledger/DutyText';
import type { Clock, Clocks } from './filing';

const icons = { overdue: WarningOutlined, soon: ExclamationCircleOutlined, running: ClockCircleOutlined } as const;
const states = ['overdue', 'soon', 'running'] as const;

interface Props {
  clocks: Clocks;
  /** The state that is shown alone; "" for what is overdue or soon due. */
  state: string;
  onState: (state: string | undefined) => void;
}

export function Waiting({ clocks, state, onState }: Props) {
  const { t } = useTranslation('filing');
  const items = clocks.items.filter((one) => (state ? one.state === state : one.state === 'overdue' || one.state === 'soon'));
  return (
    <section aria-label={t('clocks.title')} className="stack">
      <div className="figures">
        {states.map((one) => {
          const Icon = icons[one];
          return (
            <button key={one} type="button" className={`figure clock-figure duty-${one}`} aria-pressed={state === one} onClick={() => onState(state === one ? undefined : one)}>
              <span><Icon aria-hidden /> {t(`clocks.${one}`, { count: clocks.warn_days })}</span>
              <strong>{clocks.counts[one]}</strong>
            </button>
          );
        })}
      </div>
      <ul className="clock-list">
        {items.map((one) => <ClockLine key={one.kind + one.approval_id} clock={one} />)}
      </ul>
    </section>
  );
}

function ClockLine({ clock }: { clock: Clock }) {
  const { t } = useTranslation('filing');
  return (
    <li>
      <DutyText duty={clock} done={null} />
      <Tag>{t(clock.kind)}</Tag>
      <span className="clock-text">
        <Link to={`/names/filing/approvals/${clock.approval_id}`}>{clock.document}</Link> {clock.authority}
        <small className="block muted">
          {t('clocks.names', { names: clock.names.join('、'), count: clock.count })}
          {!clock.published && ` · ${t('notPublished')}`}
          {clock.kind === 'filing' && clock.receiver && ` · ${t('clocks.to', { receiver: clock.receiver })}`}
        </small>
      </span>
    </li>
  );
}
