/** One export against our database: what is missing, what differs, what is bad, what it shows as taken in. */
import { Alert, Badge, Button, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useSend } from '../../../api/lists';
import { useFilters } from '../../../lib/filters';
import { number, time } from '../../../lib/format';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import '../cleanup/cleanup.css';
import { refusalLines } from '../../../parts/refusals';
import { useGet } from '../../../parts/useGet';
import { BadRows } from './BadRows';
import { Differences } from './Differences';
import { MappingTab } from './MappingTab';
import { countOf, differenceKinds, type Export } from './national';
import './national.css';
import { TakenInTable } from './TakenInTable';

export function ExportPage() {
  const { id = '' } = useParams();
  const path = `/gazetteer/national/exports/${id}`;
  const { t } = useTranslation('national');
  const { t: tm } = useTranslation();
  const { values, set } = useFilters(['tab']);
  const { data, error, refetch } = useGet<Export>(path);
  const compare = useSend<Export>();
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const anew = <Button size="small" loading={compare.isPending} onClick={() => compare.mutate({ method: 'POST', path: `${path}/compare` })}>{t('compare')}</Button>;
  const label = (text: string, count: number) => <>{text} <Badge count={count} overflowCount={999_999} showZero color="#5c6874" /></>;
  const first = differenceKinds.find((kind) => countOf(data.differences, kind) > 0) ?? 'missing_here';
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('against', { version: data.export_version })}</h1>
        <Link to="/names/national">{t('back')}</Link>
      </header>
      <p className="muted">{t('about', { file: data.file, date: data.exported_on, area: data.area_name, at: time(data.compared_at) })}</p>
      <p>{t('counts', { good: number(data.rows.good ?? 0), bad: number(data.rows.bad ?? 0), ignored: number(data.rows.ignored ?? 0), outside: number(data.rows.outside ?? 0) })}</p>
      {data.stale ? <Alert type="warning" showIcon title={t('staleHint')} action={anew} /> : <div>{anew}</div>}
      {compare.error && <Alert type="error" showIcon title={refusalLines(compare.error, tm)} />}
      <Tabs
        activeKey={values.tab || first} onChange={(key) => set('tab', key)} destroyOnHidden
        items={[
          ...differenceKinds.map((kind) => ({ key: kind as string, label: label(t(`kinds.${kind}`), countOf(data.differences, kind)), children: <Differences path={path} kind={kind} /> })),
          { key: 'bad', label: label(t('bad'), data.rows.bad ?? 0), children: <BadRows path={path} headings={data.headings} /> },
          { key: 'taken-in', label: t('takenIn'), children: <TakenInTable path={path} /> },
          { key: 'mapping', label: t('mapping'), children: <MappingTab id={data.mapping_id} /> },
        ]}
      />
    </div>
  );
}
