/** What the naming rules, the spelling and the classes rest on, as lists that the bureau edits. */
import { Segmented } from 'antd';
import type { ReactNode } from 'react';
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

const tables = ['words', 'generics', 'scopes', 'built-up-areas'] as const satisfies ListName[];
const lists = ['rules', ...tables, 'readings', 'classes'] as const;

function contentOf(list: (typeof lists)[number]): ReactNode {
  if (list === 'rules') return <RulesTable />;
  if (list === 'readings') return <ReadingsTab />;
  if (list === 'classes') return <ClassesTab />;
  return <ListTable key={list} list={list} />;
}

export function RulesPage() {
  const { t } = useTranslation('rules');
  const { values, set } = useFilters(['tab']);
  const shown = lists.find((one) => one === values.tab) ?? 'rules';
  return (
    <div className="page wide-page">
      <h1>{t('heading')}</h1>
      <div className="list-choice">
        <Segmented
          aria-label={t('heading')} value={shown} onChange={(key) => set('tab', key === 'rules' ? '' : key)}
          options={lists.map((key) => ({ value: key, label: t(`tabs.${key}`) }))}
        />
      </div>
      {contentOf(shown)}
    </div>
  );
}
