/** Coverage under named counting rules: map and table filter each other, rules stand side by side. */
import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../api/session';
import { Download } from '../../shell/Download';
import { Failed, Loading } from '../../shell/States';
import '../pages.css';
import { AreaMap } from './AreaMap';
import type { Answer } from './answer';
import { useBounds } from './bounds';
import { IsochroneLegend } from './isochrones/IsochroneLegend';
import { Compare, parametersOf } from './Compare';
import { CoverageTable } from './CoverageTable';
import './coverage.css';
import './rules.css';
import { Detail, useDetail } from './Detail';
import { Figure } from './Figure';
import { useOverlay } from './overlay';
import { RuleBar, useRules } from './RuleBar';
import { type CoverageFilters, questionOf, useCoverage, useCoverageFilters } from './useCoverage';

export function CoveragePage() {
  const { t } = useTranslation('cover');
  const { account, prefecture } = useSession();
  const filters = useCoverageFilters();
  const { data, error, refetch, classOf, classes, isPlaceholderData } = useCoverage(filters);
  const bounds = useBounds(filters.area);
  const { set, selected, state } = filters;
  const select = useCallback((code: string) => {
    set('sel', code);
    document.getElementById(`area-${code}`)?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }, [set]);
  const shown = useMemo(() => (data?.areas ?? []).filter((one) => !state || one.state === state), [data, state]);
  const shownClasses = useMemo(() => {
    const here = new Set(shown.map((one) => one.code));
    return new Map([...classOf].map(([code, one]) => [code, here.has(code) ? one : 'other']));
  }, [shown, classOf]);
  const detail = useDetail(filters);
  const chosen = data?.areas.find((one) => one.code === selected);
  const { overlay, reached } = useOverlay(filters.isochrones && account !== null, chosen, detail.data);

  return (
    <div className="coverage">
      <header className="coverage-head by-rule">
        <div className="page-head">
          <h1>{t('title')}</h1>
          <Actions filters={filters} />
        </div>
        <RuleBar filters={filters} answer={data} />
      </header>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <div className="coverage-map">
            {data.level === 'village'
              ? <p className="muted map-note">{t('noVillageMap')}</p>
              : (
                <AreaMap level={data.level} classes={classes} classOf={shownClasses} area={filters.area || prefecture.code} bounds={bounds} selected={selected} onSelect={select} overlay={overlay}>
                  <IsochroneLegend answer={reached} />
                </AreaMap>
              )}
          </div>
          <section className={isPlaceholderData ? 'coverage-side stale' : 'coverage-side'} aria-busy={isPlaceholderData}>
            <Figure data={data} state={state} onState={(one) => set('state', one)} />
            {chosen && <Detail area={chosen} detail={detail.data} filters={filters} />}
            {filters.compare.length > 0
              ? <Compare filters={filters} selected={selected} onSelect={select} />
              : (
                <>
                  <Uncovered data={data} onSelect={select} />
                  <CoverageTable data={data} areas={shown} classOf={classOf} selected={selected} onSelect={(code) => set('sel', code)} />
                </>
              )}
            <Basis data={data} filters={filters} />
          </section>
        </>
      )}
    </div>
  );
}

/** Comparison, print and downloads, all of the question in the address. */
function Actions({ filters }: { filters: CoverageFilters }) {
  const { t } = useTranslation('cover');
  const comparing = filters.compare.length > 0;
  const query = { ...questionOf(filters), rule: filters.rule ?? '' };
  const name = `${t('title')}_${filters.asOf}`;
  return (
    <div className="head-actions">
      <Button aria-pressed={comparing} onClick={() => filters.set('compare', comparing ? '' : 'presence,shared,distance,capacity')}>{t('compare')}</Button>
      <Link className="ant-btn" to={`/coverage/print?${filters.search}`}><PrinterOutlined /> {t('print')}</Link>
      <Download path="/coverage/report" query={{ ...query, format: 'xlsx' }} label={t('excel')} name={`${name}.xlsx`} />
      <Download path="/coverage/report" query={{ ...query, format: 'csv' }} label="CSV" name={`${name}.csv`} />
      <Download path="/coverage/report" query={{ ...query, format: 'geojson' }} label="GeoJSON" name={`${name}.geojson`} />
    </div>
  );
}

function Uncovered({ data, onSelect }: { data: Answer; onSelect: (code: string) => void }) {
  const { t } = useTranslation('cover');
  const names = useMemo(() => new Map(data.areas.map((area) => [area.code, area.name])), [data.areas]);
  if (data.uncovered.length === 0) return <p className="all-covered">{t('all')}</p>;
  if (data.uncovered.length > 120) return <p className="uncovered-box">{t('uncovered', { count: data.uncovered.length })}</p>;
  return (
    <section className="uncovered-box">
      <h2>{t('uncovered', { count: data.uncovered.length })}</h2>
      <ul className="chips">
        {data.uncovered.map((code) => (
          <li key={code}>
            <button type="button" onClick={() => onSelect(code)}>{names.get(code) ?? code}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the figure rests on. */
function Basis({ data, filters }: { data: Answer; filters: CoverageFilters }) {
  const { t } = useTranslation('cover');
  const { t: common } = useTranslation();
  const rule = useRules().find((one) => one.rule === data.rule);
  const parts = [
    rule?.definition, parametersOf(data, t), rule?.source,
    data.coarse > 0 && common('coverage.coarse', { count: data.coarse }),
    data.undeclared > 0 && data.rule === 'service_area' && t('undeclared', { count: data.undeclared }),
    data.unreachable.length > 0 && t('unreachable', { count: data.unreachable.length }),
    t('versions', { date: data.as_of, version: data.data_version }),
    data.network_version && t('network', { version: data.network_version }),
  ].filter(Boolean);
  return (
    <p className="muted basis">
      <Link to={`/coverage/ledger?as_of=${filters.asOf}${filters.area ? `&area=${filters.area}` : ''}`}>{common('nav.ledger')}</Link>
      {' · '}
      {parts.join(' · ')}
    </p>
  );
}
