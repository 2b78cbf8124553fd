/** The filters that lists of names share: area, class, text. They live in the address. */
import { Cascader, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClasses } from '../../../api/queries';
import { useAreaTree } from '../../../forms/AreaField';

type Name = 'area' | 'class' | 'q';

interface Props {
  values: Partial<Record<Name, string>>;
  set: (name: never, value: string | undefined) => void;
  /** Without a filter by class or by text. */
  without?: ('class' | 'q')[];
  children?: ReactNode;
}

export function NameFilters({ values, set: setNamed, without = [], children }: Props) {
  const set = setNamed as (name: Name, value: string | undefined) => void;
  const { t } = useTranslation();
  const tree = useAreaTree('');
  const { data: classes } = useClasses();
  const path = values.area ? [values.area.slice(0, 6), values.area].filter((code, i, all) => all.indexOf(code) === i) : undefined;
  return (
    <div className="filters" role="search">
      <label>
        {t('filter.area')}
        <Cascader
          options={tree} value={path} changeOnSelect showSearch allowClear placeholder={t('filter.all')}
          onChange={(codes) => set('area', codes?.[codes.length - 1] as string | undefined)}
        />
      </label>
      {!without.includes('class') && (
        <label>
          {t('field.class_code')}
          <Select
            value={values.class || undefined} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('filter.all')}
            onChange={(value?: string) => set('class', value)} options={(classes ?? []).map((one) => ({ value: one.code, label: one.name }))}
          />
        </label>
      )}
      {!without.includes('q') && (
        <label>
          {t('field.name')}
          <Input.Search defaultValue={values.q} allowClear maxLength={100} onSearch={(text) => set('q', text.trim())} />
        </label>
      )}
      {children}
    </div>
  );
}
