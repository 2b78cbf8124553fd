/** 备案公告: the approvals with their clocks, the announcements, and what a bureau sets for both. */
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import '../../pages.css';
import { Announcements } from './Announcements';
import { Approvals } from './Approvals';
import './filing.css';
import { SettingsForm } from './SettingsForm';

export function FilingPage() {
  const { t } = useTranslation('filing');
  const { may } = useSession();
  const { values, set } = useFilters(['tab'] as const);
  return (
    <div className="page wide-page">
      <h1>{t('title')}</h1>
      <Tabs
        activeKey={values.tab || 'approvals'} onChange={(key) => set('tab', key === 'approvals' ? undefined : key)} destroyOnHidden
        items={[
          { key: 'approvals', label: t('tabs.approvals'), children: <Approvals /> },
          { key: 'announcements', label: t('tabs.announcements'), children: <Announcements /> },
          ...(may.name_rules ? [{ key: 'settings', label: t('tabs.settings'), children: <SettingsForm /> }] : []),
        ]}
      />
    </div>
  );
}
