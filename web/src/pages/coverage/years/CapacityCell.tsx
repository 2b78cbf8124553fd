/** One measure of an area: state by shape and word, the years, and what they are from. */
import { CheckCircleFilled, ClockCircleOutlined, MinusCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import type { Capacity } from './years';

const icons = { enough: CheckCircleFilled, runs_out: ClockCircleOutlined, no_capacity: MinusCircleOutlined, no_data: QuestionCircleOutlined };
const classes = { enough: 'met', runs_out: 'not_met', no_capacity: 'no_target', no_data: 'no_data' };

export function CapacityCell({ of: c }: { of: Capacity | undefined }) {
  const { t } = useTranslation('years');
  if (!c) return null;
  const Icon = icons[c.state];
  const places = (value: number | null) => number(value === null ? null : Math.round(value));
  const left = c.left === null ? null : c.demand === null ? t('leftOnly', { left: places(c.left), total: places(c.total) }) : t('left', { left: places(c.left), total: places(c.total), demand: number(Math.round(c.demand * 10) / 10) });
  return (
    <span className="figure-cell start">
      <span className={`state-mark ${classes[c.state]}`}><Icon aria-hidden /> {said(c, t)}</span>
      {c.years !== null && <small>{t('years', { years: c.years.toFixed(1) })}</small>}
      {left && <small className="muted">{left}</small>}
      {c.of_shared > 0 && <small className="muted">{t('shared', { left: places(c.of_shared) })}</small>}
      {c.unstated > 0 && c.state !== 'no_data' && <small className="muted">{t('unstated', { count: c.unstated })}</small>}
    </span>
  );
}

function said(c: Capacity, t: ReturnType<typeof useTranslation<'years'>>['t']): string {
  if (c.state === 'enough' && c.demand === 0) return `${t('state.enough')} · ${t('noDemand')}`;
  if (c.year === null) return t(`state.${c.state}`);
  return c.state === 'enough' ? `${t('state.enough')} · ${t('enoughUntil', { year: c.year })}` : t('runsOut', { year: c.year });
}
