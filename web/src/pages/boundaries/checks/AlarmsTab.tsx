/** Alarms of moved markers: those shown by survey or tape, those only suspected, and mistaken datums, apart. */
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../../api/session';
import type { Marker, Page } from '../../../api/types';
import { useFilters } from '../../../lib/filters';
import { number } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Empty, Failed, Loading } from '../../../shell/States';
import { NameFilters } from '../../names/parts/NameFilters';
import { type Alarm, alarmKey, alarmSpots, alarmStates, alarmWays, placesOf, zoomOf } from './alarms';
import { AlarmTable } from './AlarmTable';
import { findingOfAlarm } from './finding';
import { FindingModal } from './FindingModal';
import { showBox, showRow } from './scroll';
import { SpotMap } from './SpotMap';

export function AlarmsTab() {
  const { t } = useTranslation('checks');
  const { may } = useSession();
  const { values, set } = useFilters(['area', 'state', 'alarm']);
  const { area, state, alarm: chosen } = values;
  const { data, error, isPending, refetch } = useGet<Page<Alarm>>('/boundaries/alarms', { area });
  const markers = useGet<Page<Marker>>('/boundaries/markers', { area, limit: 1000 });
  const [reporting, setReporting] = useState<Alarm>();
  const all = useMemo(() => data?.items ?? [], [data]);
  const shown = useMemo(() => all.filter((one) => !state || one.state === state), [all, state]);
  const spots = useMemo(() => alarmSpots(shown, placesOf(markers.data?.items ?? [])), [shown, markers.data]);
  const ways = useMemo(() => alarmWays(shown), [shown]);
  const list = useRef<HTMLDivElement>(null);
  const map = useRef<HTMLDivElement>(null);
  const choose = (key: string) => {
    set('alarm', key);
    showBox(map.current);
  };
  const chooseOnMap = (key: string) => {
    set('alarm', key);
    showRow(list.current, key);
  };
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <>
      <div className="check-head">
        <p className="muted">{t('alarmsHint')}</p>
        {may.alarm_settings && <Link to="/boundaries/rules?tab=alarm">{t('alarmSettings')}</Link>}
      </div>
      <div className="check-bar">
        <div className="figures" role="group" aria-label={t('state')}>
          {alarmStates.map((one) => (
            <button key={one} type="button" className={`figure big tone-${one}`} aria-pressed={state === one} onClick={() => set('state', state === one ? '' : one)}>
              <span className="muted">{t(`states.${one}`)}</span>
              <strong>{data ? number(all.filter((alarm) => alarm.state === one).length) : '…'}</strong>
            </button>
          ))}
        </div>
        <NameFilters values={values} set={set as never} without={['class', 'q']} />
      </div>
      {isPending && <Loading />}
      {data && (
        <div className="check-split">
          <div ref={list} className="judge-form">
            {shown.length === 0 && <Empty>{t('noAlarms')}</Empty>}
            {alarmStates.filter((one) => shown.some((alarm) => alarm.state === one)).map((one) => (
              <section key={one} className="alarm-group">
                <h2>{t(`states.${one}`)}</h2>
                <p className="muted">{t(`stateHints.${one}`)}</p>
                <AlarmTable alarms={shown.filter((alarm) => alarm.state === one)} label={t(`states.${one}`)} chosen={chosen} onChoose={choose} report={may.inspection ? setReporting : undefined} />
              </section>
            ))}
          </div>
          <div ref={map} className="check-map">
            <SpotMap
              spots={spots} ways={ways} lines={[]} chosen={chosen} near={zoomOf(all.find((one) => alarmKey(one) === chosen))} onChoose={chooseOnMap} label={t('alarmMapLabel')}
              legend={alarmStates.map((tone) => ({ tone, text: t(`states.${tone}`) }))}
            />
          </div>
        </div>
      )}
      {reporting && <FindingModal start={findingOfAlarm(reporting)} onClose={() => setReporting(undefined)} />}
    </>
  );
}
