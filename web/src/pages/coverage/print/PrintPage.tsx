/** The answer on A4: figure, map, those uncovered, the table, and what it all rests on. */
import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../../api/session';
import { number, percent, time } from '../../../lib/format';
import { Precision } from '../../../parts/Precision';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import type { Answer, CoverageClass } from '../answer';
import { parametersOf } from '../Compare';
import '../coverage.css';
import { useKilometres } from '../CoverageTable';
import { Figure } from '../Figure';
import { useRules } from '../RuleBar';
import '../rules.css';
import { useCoverage, useCoverageFilters } from '../useCoverage';
import './print.css';
import { PrintMap } from './PrintMap';

export function PrintPage() {
  const { t, i18n } = useTranslation('cover');
  const filters = useCoverageFilters();
  const { data, error, refetch, classOf } = useCoverage(filters);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const kind = i18n.language === 'en' ? data.kind_name_en || data.kind_name : data.kind_name;
  return (
    <article className="print-page">
      <p className="print-tools">
        <Link to={`/coverage?${filters.search}`}>{t('printed.back')}</Link>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>{t('printed.print')}</Button>
      </p>
      <h1>{data.area_name} {kind} {t('figure')}</h1>
      <p className="print-date">{t('asOf')} {data.as_of}</p>
      <Figure data={data} state={undefined} onState={() => undefined} />
      <PrintMap data={data} classOf={classOf} />
      <Basis data={data} />
      <PrintTable data={data} classOf={classOf} />
    </article>
  );
}

/** Rule, article, parameters and versions, so that the figure can be made again. */
function Basis({ data }: { data: Answer }) {
  const { t } = useTranslation('cover');
  const { account } = useSession();
  const rule = useRules().find((one) => one.rule === data.rule);
  const rows: [string, string | undefined][] = [
    [t('printed.rule'), rule?.name], [t('printed.definition'), rule?.definition], [t('printed.parameters'), parametersOf(data, t)],
    [t('printed.source'), [rule?.source, rule?.note].filter(Boolean).join(' ')], [t('printed.asOf'), data.as_of],
    [t('printed.exempt'), data.exemptions.map((one) => `${one.document} ${one.authority}`.trim()).join(t('comma'))],
    [t('printed.versions'), [String(data.data_version), data.network_version && t('network', { version: data.network_version })].filter(Boolean).join(t('comma'))],
  ];
  return (
    <section>
      <h2>{t('printed.basis')}</h2>
      <dl className="print-basis">
        {rows.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
      <p className="muted">{t('printed.at', { at: time(new Date().toISOString()) })}{account && ` · ${t('printed.by', { who: account.name || account.login })}`}</p>
    </section>
  );
}

function PrintTable({ data, classOf }: { data: Answer; classOf: ReadonlyMap<string, CoverageClass> }) {
  const { t } = useTranslation('cover');
  const km = useKilometres();
  const people = data.counts !== 'areas';
  return (
    <section>
      <h2>{t('printed.table')}</h2>
      <table className="print-table">
        <thead>
          <tr>
            <th>{t(`unit.${data.level as 'township'}`)}</th><th>{t('stateTitle')}</th>
            {people ? <th>{t(`share.${data.counts as 'people'}`)}</th> : <th>{t('count')}</th>}
            <th>{t('nearest')}</th>
          </tr>
        </thead>
        <tbody>
          {data.areas.map((one) => (
            <tr key={one.code} className={one.covered ? '' : 'is-uncovered'}>
              <th scope="row">{one.name}</th>
              <td>{t(`class.${classOf.get(one.code) ?? 'unknown'}`)}{one.basis && one.basis !== 'none' && `（${t(`basis.${one.basis}`)}）`}</td>
              <td className="num">{people ? (one.denominator ? `${number(one.numerator)} / ${number(one.denominator)} = ${percent(one.percent)}` : t('noData')) : number(one.count)}</td>
              <td>{one.nearest ? <>{`${one.nearest.name} ${km(one.nearest, 1)} km${one.nearest.minutes === null ? '' : ` · ${t('minutes', { minutes: number(one.nearest.minutes, 0) })}`}`} <Precision precision={one.nearest.precision} /></> : t('noData')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
