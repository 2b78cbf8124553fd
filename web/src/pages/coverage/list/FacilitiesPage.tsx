/** Facilities as a list: by kind, area, status and name, with how well each is located, and as files. */
import { Cascader, Input, Select, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePages } from '../../../api/lists';
import { useKinds } from '../../../api/queries';
import { type Facility, facilityStatuses, type FacilityKind } from '../../../api/types';
import { useAreaTree } from '../../../forms/AreaField';
import { ownText } from '../../../forms/extra';
import { useNamed } from '../../../forms/named';
import { useFilters } from '../../../lib/filters';
import { areaPath, none, number, today } from '../../../lib/format';
import { More } from '../../../parts/More';
import { Precision } from '../../../parts/Precision';
import { Wide } from '../../../parts/Wide';
import { Download } from '../../../shell/Download';
import { Failed } from '../../../shell/States';
import '../../pages.css';
import './list.css';

export function FacilitiesPage() {
  const { t } = useTranslation('kinds');
  const { values, set } = useFilters(['kind', 'area', 'status', 'q']);
  const { data: kinds } = useKinds();
  const list = usePages<Facility>('/facilities', values);
  const kind = kinds?.items.find((one) => one.code === values.kind);
  const columns = useColumns(kind);
  const what = { kind: values.kind, area: values.area };
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('list')}</h1>
        <div className="row-actions">
          {(['xlsx', 'csv', 'geojson'] as const).map((format) => (
            <Download key={format} path="/facilities/export" query={{ ...what, format }} label={t(`export.${format}`)} name={`${t('list')}_${today()}.${format}`} />
          ))}
        </div>
      </header>
      <Filters values={values} set={set} />
      {list.error && <Failed error={list.error} retry={list.retry} />}
      <Wide label={t('list')}>
        <Table<Facility> className="facility-table" rowKey="id" size="small" loading={list.loading} dataSource={list.items} pagination={false} columns={columns} />
      </Wide>
      <More more={list.more} fetching={list.fetching} />
    </div>
  );
}

interface FilterProps {
  values: Record<'kind' | 'area' | 'status' | 'q', string>;
  set: (name: 'kind' | 'area' | 'status' | 'q', value: string | undefined) => void;
}

function Filters({ values, set }: FilterProps) {
  const { t } = useTranslation();
  const named = useNamed();
  const { data: kinds } = useKinds();
  const tree = useAreaTree('');
  const path = values.area ? [values.area.slice(0, 6), values.area].filter((code, i, all) => all.indexOf(code) === i) : undefined;
  const options = (all: { code: string; name: string; name_en: string }[]) => all.map((one) => ({ value: one.code, label: named(one) }));
  return (
    <div className="filters" role="search">
      <label className="wide">
        {t('field.kind')}
        <Select
          value={values.kind || undefined} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('filter.all')} onChange={(value?: string) => set('kind', value)}
          options={[{ label: t('coverage.kinds'), options: options(kinds?.items ?? []) }, { label: t('coverage.groups'), options: options(kinds?.groups ?? []) }]}
        />
      </label>
      <label>
        {t('filter.area')}
        <Cascader
          options={tree} value={path} changeOnSelect showSearch allowClear placeholder={t('filter.all')}
          onChange={(codes) => set('area', codes?.[codes.length - 1] as string | undefined)}
        />
      </label>
      <label>
        {t('field.status')}
        <Select
          value={values.status || undefined} allowClear placeholder={t('filter.all')} onChange={(value?: string) => set('status', value)}
          options={facilityStatuses.map((value) => ({ value, label: t(`facilityStatus.${value}`) }))}
        />
      </label>
      <label>
        {t('field.name')}
        <Input.Search defaultValue={values.q} allowClear maxLength={100} onSearch={(text) => set('q', text.trim())} />
      </label>
    </div>
  );
}

/** The columns that all have; of a kind that is chosen its own fields as well. */
function useColumns(kind: FacilityKind | undefined): TableColumnsType<Facility> {
  const { t } = useTranslation();
  const named = useNamed();
  const words = { yes: t('yes'), no: t('no') };
  return [
    { title: t('field.name'), rowScope: 'row', render: (_, one) => <Link to={`/coverage/facilities/${one.id}`}>{one.name}</Link> },
    { title: t('field.kind'), dataIndex: 'kind_name' },
    { title: t('filter.area'), render: (_, one) => areaPath(one.area_path.slice(1)) },
    { title: t('field.status'), render: (_, one) => (one.status ? t(`facilityStatus.${one.status}`) : none) },
    { title: t('field.capacity'), align: 'right', render: (_, one) => number(one.capacity) },
    { title: t('field.used'), align: 'right', render: (_, one) => number(one.used) },
    ...(kind?.fields ?? []).map((field) => ({
      title: named(field), align: field.type === 'integer' || field.type === 'number' ? ('right' as const) : undefined,
      render: (_: unknown, one: Facility) => ownText(kind, field.code, one.extra?.[field.code], words, named) || none,
    })),
    { title: t('field.precision'), render: (_, one) => (one.precision ? <Precision precision={one.precision} /> : none) },
  ];
}
