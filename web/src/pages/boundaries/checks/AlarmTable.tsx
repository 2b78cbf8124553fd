/** The alarms of one state, each with its evidence. */
import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { none, time } from '../../../lib/format';
import { type Alarm, alarmKey } from './alarms';
import { Evidence } from './Evidence';

interface Props {
  alarms: Alarm[];
  label: string;
  chosen: string;
  onChoose: (key: string) => void;
  report: ((alarm: Alarm) => void) | undefined;
}

export function AlarmTable({ alarms, label, chosen, onChoose, report }: Props) {
  const { t } = useTranslation('checks');
  const { t: tb } = useTranslation('boundaries');
  return (
    <Table<Alarm>
      rowKey={alarmKey} size="small" dataSource={alarms} scroll={{ x: 640 }} aria-label={label}
      rowClassName={(one) => (alarmKey(one) === chosen ? 'chosen-row' : '')} pagination={alarms.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      columns={[
        { title: tb('marker'), width: 118, rowScope: 'row', render: (_, one) => <Link to={`/boundaries/markers/${one.marker_id}`}>{one.number}</Link> },
        { title: t('evidence.title'), render: (_, one) => <><p>{one.message}</p><Evidence alarm={one} /></> },
        { title: t('observed'), width: 150, render: (_, one) => <>{time(one.observed_at)}<br /><small className="muted">{[one.observer, one.device_id].filter(Boolean).join(' · ') || none}</small></> },
        {
          title: tb('action'), width: 108,
          render: (_, one) => (
            <span className="row-actions">
              <Button size="small" aria-pressed={alarmKey(one) === chosen} aria-label={t('showMarker', { number: one.number })} onClick={() => onChoose(alarmKey(one))}>{t('show')}</Button>
              {report && <Button size="small" aria-label={t('reportMarker', { number: one.number })} onClick={() => report(one)}>{t('report')}</Button>}
            </span>
          ),
        },
      ]}
    />
  );
}
