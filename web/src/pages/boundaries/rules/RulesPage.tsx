/** What boundary work goes by, as settings of the bureau: numbers, conditions, deadlines, alarm, precision. */
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import '../../pages.css';
import '../../names/cleanup/cleanup.css';
import '../../names/names.css';
import { AlarmTab } from './AlarmTab';
import { ConditionsTab } from './ConditionsTab';
import { DeadlinesTab } from './DeadlinesTab';
import { PatternsTab } from './PatternsTab';
import { PrecisionTab } from './PrecisionTab';
import './rules.css';
import { rightOf, type Tab, tabs } from './settings';

const contents: Record<Tab, React.ComponentType> = { patterns: PatternsTab, conditions: ConditionsTab, deadlines: DeadlinesTab, alarm: AlarmTab, precision: PrecisionTab };

export function RulesPage() {
  const { t } = useTranslation('boundaryrules');
  const { may } = useSession();
  const { values, set } = useFilters(['tab']);
  // Without a choice, the first that the account may change.
  const shown = tabs.find((one) => one === values.tab) ?? tabs.find((one) => may[rightOf[one]]) ?? 'patterns';
  const Content = contents[shown];
  return (
    <div className="page">
      <h1>{t('heading')}</h1>
      <div className="list-choice">
        <Segmented aria-label={t('heading')} value={shown} onChange={(key) => set('tab', key)} options={tabs.map((key) => ({ value: key, label: t(`tabs.${key}`) }))} />
      </div>
      <p className="muted">{t(`hints.${shown}`)}</p>
      {!may[rightOf[shown]] && <p className="muted">{t('readOnly')}</p>}
      <Content />
    </div>
  );
}
