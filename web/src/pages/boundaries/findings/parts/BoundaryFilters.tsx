/** The filters that the lists of boundary work share; they live in the address and mirror those of the map. */
import { Cascader, Input, Select, Switch, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAreaTree } from '../../../../forms/AreaField';
import { LinePicker } from './pickers';

interface Props {
  values: Record<string, string>;
  set: (name: never, value: string | undefined) => void;
  /** With switches for a map beside the list. */
  map?: boolean;
  /** Without a field for text. */
  noText?: boolean;
  children?: ReactNode;
}

export function BoundaryFilters({ values, set: setNamed, map, noText, children }: Props) {
  const set = setNamed as (name: string, value: string | undefined) => void;
  const { t } = useTranslation('findings');
  const { t: tm } = useTranslation();
  const tree = useAreaTree('');
  const { area } = values;
  const path = area ? [area.slice(0, 6), area].filter((code, i, all) => all.indexOf(code) === i) : undefined;
  return (
    <>
      <div className="filters" role="search">
        <label>
          {tm('filter.area')}
          <Cascader
            options={tree} value={path} changeOnSelect showSearch allowClear placeholder={tm('filter.all')}
            onChange={(codes) => set('area', codes?.[codes.length - 1] as string | undefined)}
          />
        </label>
        <label>{t('line')}<LinePicker value={values.line} onChange={(value) => set('line', value)} /></label>
        {children}
        {!noText && <label>{t('filters.q')}<Input.Search key={values.q} defaultValue={values.q} allowClear maxLength={100} onSearch={(text) => set('q', text.trim())} /></label>}
        {map && <label className="switch"><Switch checked={values.map === '1'} onChange={(on) => set('map', on ? '1' : undefined)} />{t('map.beside')}</label>}
        {map && values.map === '1' && (
          <label className="switch"><Switch checked={values.bbox !== ''} onChange={(on) => set('bbox', on ? 'map' : undefined)} />{t('map.follow')}</label>
        )}
      </div>
      {values.bbox && values.map !== '1' && values.view !== 'map' && (
        <div className="filter-tags">
          <Tag closable={{ 'aria-label': t('filters.drop') }} onClose={(event) => { event.preventDefault(); set('bbox', undefined); }}>{t('map.boxed')}</Tag>
        </div>
      )}
    </>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: string | undefined;
  all: readonly T[];
  word: (value: T) => string;
  onChange: (value: string | undefined) => void;
}

/** One choice among few. */
export function Choice<T extends string>({ label, value, all, word, onChange }: ChoiceProps<T>) {
  const { t } = useTranslation();
  return (
    <label>
      {label}
      <Select value={value || undefined} allowClear placeholder={t('filter.all')} onChange={(chosen?: string) => onChange(chosen)} options={all.map((one) => ({ value: one, label: word(one) }))} />
    </label>
  );
}
