/** What the service finds wrong in the data: faults of the lines, and markers that seem to have moved. */
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../../lib/filters';
import '../../pages.css';
import '../../names/cleanup/cleanup.css';
import '../../names/national/national.css';
import '../../names/names.css';
import { AlarmsTab } from './AlarmsTab';
import './checks.css';
import { FaultsTab } from './FaultsTab';

export function ChecksPage() {
  const { t } = useTranslation('checks');
  const { values, set } = useFilters(['tab']);
  const shown = values.tab === 'alarms' ? 'alarms' : 'faults';
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('title')}</h1>
        <Segmented
          aria-label={t('title')} value={shown} onChange={(key) => set('tab', key === 'faults' ? '' : key)}
          options={(['faults', 'alarms'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </header>
      {shown === 'faults' ? <FaultsTab /> : <AlarmsTab />}
    </div>
  );
}
