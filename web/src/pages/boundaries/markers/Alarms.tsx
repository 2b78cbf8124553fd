/** What speaks against a marker standing where it is registered, in words and figures. */
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { Marker, Page } from '../../../api/types';
import { number, time } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import type { Alarm } from './markers';

const types = { moved: 'error', suspected: 'warning', datum: 'info' } as const;

export function Alarms({ marker }: { marker: Marker }) {
  const { t } = useTranslation('line');
  const signedIn = useSession().account !== null;
  const { data } = useGet<Page<Alarm>>('/boundaries/alarms', { area: marker.managing_area || marker.co_area?.[0] }, signedIn);
  const own = data?.items.filter((one) => one.marker_id === marker.id) ?? [];
  return own.map((one) => (
    <Alert
      key={one.state + one.observed_at} type={types[one.state]} showIcon title={`${t(`marker.alarm.${one.state}`)}：${one.message}`}
      description={<Evidence alarm={one} />}
    />
  ));
}

function Evidence({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation('line');
  const { position, taped } = alarm;
  return (
    <ul>
      <li>{t('marker.alarm.observed', { time: time(alarm.observed_at), observer: alarm.observer })}</li>
      {position && <li>{t('marker.alarm.offset', { metres: number(position.offset_m, 2), limit: number(position.threshold_m, 2), bearing: number(position.bearing_deg, 0) })}</li>}
      {taped.map((one) => (
        <li key={one.seq}>{t('marker.alarm.taped', { seq: one.seq, taped: number(one.taped_m, 2), registered: number(one.registered_m, 2), by: number(one.deviation_m, 2) })}</li>
      ))}
    </ul>
  );
}
