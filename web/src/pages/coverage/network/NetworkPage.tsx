/** The road network that travel times rest on: its state, villages off the road, isochrones, settings. */
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../../lib/filters';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import '../../names/names.css';
import '../../pages.css';
import { type Network, tabs } from './network';
import './network.css';
import { ReachTab } from './ReachTab';
import { SettingsTab } from './SettingsTab';
import { StateTab } from './StateTab';
import { VillagesTab } from './VillagesTab';

export function NetworkPage() {
  const { t } = useTranslation('network');
  const { values, set } = useFilters(['tab', 'area']);
  const [saved, setSaved] = useState(false);
  const shown = tabs.find((one) => one === values.tab) ?? 'state';
  const { data, error, refetch } = useGet<Network>('/network', { area: shown === 'villages' ? values.area : '' });
  return (
    <div className="page network-page">
      <h1>{t('heading')}</h1>
      <div className="list-choice">
        <Segmented aria-label={t('heading')} value={shown} onChange={(key) => set('tab', key === 'state' ? '' : key)} options={tabs.map((key) => ({ value: key, label: t(`tabs.${key}`) }))} />
      </div>
      {shown === 'reach' && <ReachTab />}
      {shown !== 'reach' && error && <Failed error={error} retry={() => void refetch()} />}
      {shown !== 'reach' && !data && !error && <Loading />}
      {data && shown === 'state' && <StateTab network={data} />}
      {data && shown === 'villages' && <VillagesTab network={data} area={values.area} onArea={(area) => set('area', area)} />}
      {data && shown === 'settings' && <SettingsTab key={data.settings.version} stored={data.settings} saved={saved} onSaved={() => setSaved(true)} />}
    </div>
  );
}
