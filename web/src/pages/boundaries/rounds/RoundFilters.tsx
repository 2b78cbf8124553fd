/** What the lines of a round are narrowed by; everything lives in the address and holds for table, map, totals and Excel alike. */
import { useQuery } from '@tanstack/react-query';
import { Cascader, Input, Select, Switch, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { areasOptions } from '../../../api/queries';
import { type Area, lineLevels, type Page } from '../../../api/types';
import { useAreaTree } from '../../../forms/AreaField';
import { boxOfMap } from '../../../map/box';
import type { SetFilter, Values } from './filters';
import { conclusions, lineStates } from './rounds';

interface Props {
  values: Values;
  set: SetFilter;
  /** The years that lines are planned for. */
  batches: number[];
  /** The map is on the page: its part of the country may narrow the rest. */
  map: boolean;
  /** Progress, conclusion and what is overdue are chosen elsewhere on the page. */
  brief?: boolean;
  children?: ReactNode;
}

export function RoundFilters({ values, set, batches, map, brief, children }: Props) {
  const { t } = useTranslation('rounds');
  const { t: tm } = useTranslation();
  const tree = useAreaTree('');
  const path = values.area ? [values.area.slice(0, 6), values.area].filter((code, i, all) => all.indexOf(code) === i) : undefined;
  const years = [...new Set([...batches, ...(values.batch ? [Number(values.batch)] : [])])].sort();
  const choice = (name: 'level' | 'state' | 'batch' | 'conclusion' | 'due', options: { value: string; label: string }[]) => (
    <label>
      {t(`filters.${name}`)}
      <Select value={values[name] || undefined} allowClear placeholder={tm('filter.all')} onChange={(value?: string) => set(name, value)} options={options} />
    </label>
  );
  return (
    <div className="filters" role="search">
      {children}
      <label>
        {t('filters.area')}
        <Cascader
          options={tree} value={path} changeOnSelect showSearch allowClear placeholder={tm('filter.all')}
          onChange={(codes) => set('area', codes?.[codes.length - 1] as string | undefined)}
        />
      </label>
      <PartyFilter value={values.party} onChange={(value) => set('party', value)} />
      {choice('level', lineLevels.map((value) => ({ value, label: tm(`level.${value}`) })))}
      {!brief && choice('state', lineStates.map((value) => ({ value, label: t(`state.${value}`) })))}
      {choice('batch', years.map((year) => ({ value: String(year), label: t('batchOf', { year }) })))}
      {!brief && choice('conclusion', conclusions.map((value) => ({ value, label: t(`conclusion.${value}`) })))}
      {!brief && choice('due', [{ value: 'overdue', label: t('overdue') }])}
      <label>{t('filters.q')}<Input.Search key={values.q} defaultValue={values.q} allowClear maxLength={100} placeholder={t('filters.qHint')} onSearch={(text) => set('q', text.trim())} /></label>
      {map && (
        <label className="switch"><Switch checked={values.bbox !== ''} onChange={(on) => set('bbox', on ? boxOfMap : undefined)} />{t('map.follow')}</label>
      )}
      {!map && values.bbox !== '' && (
        <Tag closable={{ 'aria-label': t('map.unbox') }} onClose={(event) => { event.preventDefault(); set('bbox', undefined); }}>{t('map.boxed')}</Tag>
      )}
    </div>
  );
}

/** The other side of the line: counties within and without. */
function PartyFilter({ value, onChange }: { value: string; onChange: (code: string | undefined) => void }) {
  const { t } = useTranslation('rounds');
  const { t: tm } = useTranslation();
  const { data } = useQuery({ ...areasOptions({ level: 'county' }), select: (page: Page<Area>) => page.items });
  return (
    <label>
      {t('filters.party')}
      <Select
        value={value || undefined} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={tm('filter.all')} onChange={onChange}
        options={(data ?? []).map((one) => ({ value: one.code, label: one.external ? t('outside', { name: one.name }) : one.name }))}
      />
    </label>
  );
}
