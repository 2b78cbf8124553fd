/** Faults of the lines on file: counts, list and map that agree, as the service found them a moment ago. */
import { ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { number, time } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Download } from '../../../shell/Download';
import { Failed } from '../../../shell/States';
import { NameFilters } from '../../names/parts/NameFilters';
import { countsOf, faultKey, faultSpots, type Fault, linesOf, type Report, severities, wantedFaults } from './checks';
import { FaultTable } from './FaultTable';
import { FindingModal } from './FindingModal';
import { findingOfFault } from './finding';
import { showBox } from './scroll';
import { SpotMap } from './SpotMap';

const path = '/boundaries/checks';

export function FaultsTab() {
  const { t } = useTranslation('checks');
  const { t: tb } = useTranslation('boundaries');
  const { may } = useSession();
  const { values, set } = useFilters(['area', 'kind', 'severity', 'fault']);
  const { area, kind, severity, fault: chosen } = values;
  const { data, error, isPending, isFetching, refetch } = useGet<Report>(path, { area });
  const [reporting, setReporting] = useState<Fault>();
  const all = useMemo(() => data?.findings ?? [], [data]);
  const faults = useMemo(() => wantedFaults(all, { kind, severity }), [all, kind, severity]);
  const spots = useMemo(() => faultSpots(faults), [faults]);
  const counts = countsOf(all, { kind, severity });
  const map = useRef<HTMLDivElement>(null);
  const [sought, seek] = useState('');
  const choose = (key: string) => {
    set('fault', key);
    showBox(map.current);
  };
  const chooseOnMap = (key: string) => {
    set('fault', key);
    seek(key);
  };
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <>
      <div className="check-head">
        <p className="muted" role="status">
          {data && t('checked', { at: time(data.at), lines: number(data.lines), markers: number(data.markers), areas: number(data.areas) })} {t('neverMended')}
        </p>
        <span className="row-actions">
          <Button icon={<ReloadOutlined spin={isFetching} />} onClick={() => void refetch()}>{t('again')}</Button>
          <Download path={`${path}.xlsx`} query={{ area, kind, severity }} label={tb('excel')} name={`${t('faults')}.xlsx`} />
        </span>
      </div>
      <div className="check-bar">
        <div className="figures" role="group" aria-label={t('severity')}>
          {severities.map((one) => (
            <button key={one} type="button" className={`figure big tone-${one}`} aria-pressed={severity === one} onClick={() => set('severity', severity === one ? '' : one)}>
              <span className="muted">{t(`severities.${one}`)}</span>
              <strong>{data ? number(counts.severities[one]) : '…'}</strong>
            </button>
          ))}
        </div>
        <NameFilters values={values} set={set as never} without={['class', 'q']}>
          <label className="wide">
            {t('kind')}
            <Select
              value={kind || undefined} allowClear placeholder={tb('all')} onChange={(value?: string) => set('kind', value)}
              options={counts.kinds.map((one) => ({ value: one.kind, label: t('kindCount', { kind: t(`kinds.${one.kind}`), count: one.count }) }))}
            />
          </label>
        </NameFilters>
      </div>
      {data && all.length === 0 && <Alert type="success" showIcon title={t('clean')} />}
      <div className="check-split">
        <FaultTable faults={faults} loading={isPending} chosen={chosen} sought={sought} onChoose={choose} report={may.inspection ? setReporting : undefined} />
        <div ref={map} className="check-map">
          <SpotMap
            spots={spots} lines={linesOf(faults.find((one) => faultKey(one) === chosen))} chosen={chosen} onChoose={chooseOnMap} label={t('mapLabel')}
            legend={severities.map((tone) => ({ tone, text: t(`severities.${tone}`) }))}
          />
        </div>
      </div>
      {reporting && <FindingModal start={findingOfFault(reporting)} onClose={() => setReporting(undefined)} />}
    </>
  );
}
