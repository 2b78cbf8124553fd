/** What the naming rules, the spelling and the classes rest on, as lists that the bureau edits. */
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../../lib/filters';
import '../../pages.css';
import '../cleanup/cleanup.css';
import '../national/national.css';
import { ClassesTab } from './ClassesTab';
import { ListTable } from './ListTable';
import { ReadingsTab } from './ReadingsTab';
import type { ListName } from './rules';
import { RulesTable } from './RulesTable';

const tables: ListName[] = ['words', 'generics', 'scopes', 'built-up-areas'];

export function RulesPage() {
  const { t } = useTranslation('rules');
  const { values, set } = useFilters(['tab']);
  return (
    <div className="page wide-page">
      <h1>{t('heading')}</h1>
      <Tabs
        activeKey={values.tab || 'rules'} onChange={(key) => set('tab', key === 'rules' ? '' : key)} destroyOnHidden
        items={[
          { key: 'rules', label: t('tabs.rules'), children: <RulesTable /> },
          ...tables.map((list) => ({ key: list as string, label: t(`tabs.${list}`), children: <ListTable list={list} /> })),
          { key: 'readings', label: t('tabs.readings'), children: <ReadingsTab /> },
          { key: 'classes', label: t('tabs.classes'), children: <ClassesTab /> },
        ]}
      />
    </div>
  );
}
