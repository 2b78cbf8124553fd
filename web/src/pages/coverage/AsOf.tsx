/** The day of the question: a date to type, and a slider that stops where something changes. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Input, Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { today } from '../../lib/format';
import { useGet } from '../../parts/useGet';
import { type ChangeDay, stopsAround } from './answer';

interface Props {
  kind: string;
  day: string;
  onDay: (day: string) => void;
}

const dayMs = 86_400_000;
const numberOf = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
const dayOf = (n: number) => new Date(n * dayMs).toISOString().slice(0, 10);

export function AsOf({ kind, day, onDay }: Props) {
  const { t } = useTranslation('cover');
  const { data } = useGet<{ items: ChangeDay[] }>('/coverage/days', { kind }, kind !== '');
  const stops = (data?.items ?? []).map((one) => one.day).filter((one) => one > '1900' && one < '2200');
  const { before, after } = stopsAround(stops, day);
  const ends = [stops[0] ?? day, stops.at(-1) ?? day, day, today()].sort();
  const [from, to] = [numberOf(ends[0] ?? day), numberOf(ends.at(-1) ?? day)];
  const at = data?.items.find((one) => one.day === day);
  return (
    <div className="as-of" role="group" aria-label={t('asOf')}>
      <label>
        {t('asOf')}
        <Input type="date" value={day} required onChange={(event) => event.target.value && onDay(event.target.value)} />
      </label>
      <Button icon={<LeftOutlined />} disabled={!before} aria-label={t('stopBefore', { day: before ?? '' })} title={before} onClick={() => before && onDay(before)} />
      <Slider
        className="as-of-slider" min={from} max={to} value={numberOf(day)} disabled={from === to}
        marks={stops.length <= 60 ? Object.fromEntries(stops.map((one) => [numberOf(one), { label: '' }])) : undefined}
        onChange={(n: number) => onDay(dayOf(n))}
        tooltip={{ formatter: (n) => dayOf(n ?? 0) }} ariaLabelForHandle={t('slider')} ariaValueTextFormatterForHandle={dayOf}
      />
      <Button icon={<RightOutlined />} disabled={!after} aria-label={t('stopAfter', { day: after ?? '' })} title={after} onClick={() => after && onDay(after)} />
      <span className="muted as-of-note" aria-live="polite">{at ? t('changesOn', { ...at }) : t('stops', { count: stops.length })}</span>
    </div>
  );
}
