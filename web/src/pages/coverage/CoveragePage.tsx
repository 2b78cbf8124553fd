import { useQuery } from '@tanstack/react-query';
import { Table, type TableColumnsType } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { recordOptions, useCounties } from '../../api/queries';
import { useSession } from '../../api/session';
import type { Coverage, CoverageArea } from '../../api/types';
import { number, percent } from '../../lib/format';
import { Download } from '../../shell/Download';
import { Failed, Loading } from '../../shell/States';
import '../pages.css';
import { AreaMap } from './AreaMap';
import './coverage.css';
import { Filters } from './Filters';
import { type CoverageClass, useCoverage, useCoverageFilters } from './useCoverage';

export function CoveragePage() {
  const { t } = useTranslation();
  const { prefecture } = useSession();
  const filters = useCoverageFilters();
  const { data, error, refetch, classOf, classes, isPlaceholderData } = useCoverage(filters);
  const bounds = useBounds(filters.area);
  const [selected, setSelected] = useState<string>();
  const select = useCallback((code: string) => {
    setSelected(code);
    document.getElementById(`area-${code}`)?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }, []);

  return (
    <div className="coverage">
      <header className="coverage-head">
        <div className="page-head">
          <h1>{t('coverage.title')}</h1>
          <Download path="/coverage/ledger" query={{ as_of: filters.asOf, area: filters.area, format: 'xlsx' }} label={t('coverage.export')} name={`${t('nav.ledger')}_${filters.asOf}.xlsx`} />
        </div>
        <Filters filters={filters} kinds />
      </header>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <div className="coverage-map">
            <AreaMap
              level={data.level} classes={classes} classOf={classOf} area={filters.area || prefecture.code} bounds={bounds}
              selected={selected} onSelect={select}
            />
          </div>
          <section className={isPlaceholderData ? 'coverage-side stale' : 'coverage-side'} aria-busy={isPlaceholderData}>
            <Figure data={data} />
            <Uncovered data={data} onSelect={select} />
            <CoverageTable data={data} classOf={classOf} selected={selected} onSelect={setSelected} />
            <p className="muted">
              <Link to={`/coverage/ledger?as_of=${filters.asOf}${filters.area ? `&area=${filters.area}` : ''}`}>{t('nav.ledger')}</Link>
              {' · '}
              {t('coverage.basis', { rule: t(`rule.${data.rule}` as 'rule.presence', { defaultValue: data.rule }), date: data.as_of, version: data.data_version })}
              {data.coarse > 0 && ` · ${t('coverage.coarse', { count: data.coarse })}`}
            </p>
          </section>
        </>
      )}
    </div>
  );
}

/** The box of the county that is filtered for. */
export function useBounds(area: string) {
  const options = recordOptions('area', area);
  const { data } = useQuery({ ...options, enabled: area !== '' });
  return area ? (data?.bbox ?? undefined) : undefined;
}

function Figure({ data }: { data: Coverage }) {
  const { t } = useTranslation();
  return (
    <div className="headline" role="group" aria-label={t('coverage.figure')}>
      <p className="headline-percent">{percent(data.percent)}</p>
      <div>
        <p className="headline-fraction">
          <strong>{number(data.numerator)}</strong> / {number(data.denominator)}
        </p>
        <p className="muted">{t('coverage.fraction', { kind: data.kind_name, unit: t(`unit.${data.level}` as 'unit.township'), date: data.as_of })}</p>
      </div>
      <div className="headline-bar" aria-hidden>
        <i style={{ width: `${data.percent ?? 0}%` }} />
      </div>
    </div>
  );
}

function Uncovered({ data, onSelect }: { data: Coverage; onSelect: (code: string) => void }) {
  const { t } = useTranslation();
  const names = useMemo(() => new Map(data.areas.map((area) => [area.code, area.name])), [data.areas]);
  if (data.uncovered.length === 0) return <p className="all-covered">{t('coverage.all')}</p>;
  return (
    <section className="uncovered-box">
      <h2>{t('coverage.uncovered', { count: data.uncovered.length })}</h2>
      <ul className="chips">
        {data.uncovered.map((code) => (
          <li key={code}>
            <button type="button" onClick={() => onSelect(code)}>
              {names.get(code) ?? code}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TableProps {
  data: Coverage;
  classOf: ReadonlyMap<string, CoverageClass>;
  selected: string | undefined;
  onSelect: (code: string) => void;
}

function CoverageTable({ data, classOf, selected, onSelect }: TableProps) {
  const { t } = useTranslation();
  const { prefecture } = useSession();
  const { data: counties } = useCounties(prefecture.code);
  const countyOf = (area: CoverageArea) => counties?.find((one) => area.code.startsWith(one.code))?.name ?? '';
  const stateOf = (area: CoverageArea) => classOf.get(area.code) ?? 'uncovered';
  const columns: TableColumnsType<CoverageArea> = [
    { title: t(`unit.${data.level}` as 'unit.township'), dataIndex: 'name', sorter: (a, b) => a.name.localeCompare(b.name, 'zh'), rowScope: 'row' },
    ...(data.level === 'county' ? [] : [{ title: t('filter.county'), render: (_: unknown, one: CoverageArea) => countyOf(one), sorter: (a: CoverageArea, b: CoverageArea) => a.code.localeCompare(b.code) }]),
    {
      title: t('coverage.state'), sorter: (a, b) => Number(a.covered) - Number(b.covered),
      render: (_, one) => <span className={`cover ${stateOf(one)}`}>{t(`coverage.class.${stateOf(one)}`)}</span>,
    },
    { title: t('coverage.count'), dataIndex: 'count', align: 'right', sorter: (a, b) => a.count - b.count, render: (value: number) => number(value) },
    {
      title: t('coverage.nearest'), dataIndex: 'nearest_km', align: 'right', render: (value: number | null) => number(value, 1),
      sorter: (a, b) => (a.nearest_km ?? Infinity) - (b.nearest_km ?? Infinity),
    },
  ];
  return (
    <Table<CoverageArea>
      rowKey="code" size="small" columns={columns} dataSource={data.areas} pagination={false} showSorterTooltip={false} scroll={{ x: 460 }}
      rowClassName={(one) => (one.code === selected ? 'selected-row' : '')}
      onRow={(one) => ({ id: `area-${one.code}`, onClick: () => onSelect(one.code) })}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0} colSpan={data.level === 'county' ? 2 : 3}>
            <strong>{t('coverage.sum', { numerator: data.numerator, denominator: data.denominator, percent: percent(data.percent) })}</strong>
          </Table.Summary.Cell>
          <Table.Summary.Cell index={3} align="right">{number(data.areas.reduce((sum, one) => sum + one.count, 0))}</Table.Summary.Cell>
          <Table.Summary.Cell index={4} />
        </Table.Summary.Row>
      )}
    />
  );
}
