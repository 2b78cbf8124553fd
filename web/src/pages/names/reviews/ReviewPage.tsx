/** One review: how far it is, and the list to work off. */
import { Alert, Button, Popconfirm, Progress, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { number, time } from '../../../lib/format';
import { Download } from '../../../shell/Download';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import '../cleanup/cleanup.css';
import { NameFilters } from '../parts/NameFilters';
import { refusalLines } from '../../../parts/refusals';
import { useGet } from '../../../parts/useGet';
import { FaultsTable } from './FaultsTable';
import { kinds, progress, type Review, states } from './reviews';

export function ReviewPage() {
  const { id = '' } = useParams();
  const path = `/gazetteer/reviews/${id}`;
  const { t } = useTranslation('reviews');
  const { t: tm } = useTranslation();
  const { may } = useSession();
  const { values, set } = useFilters(['state', 'kind', 'area']);
  const { data: review, error, refetch } = useGet<Review>(path);
  const act = useSend<Review>();
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!review) return <Loading />;
  const working = may.names === true && !review.closed_at;
  const send = (what: 'look' | 'close') => act.mutate({ method: 'POST', path: `${path}/${what}`, ifMatch: review.version });
  const query = { ...values, state: values.state === 'all' ? '' : values.state || 'open' };
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{review.title} {review.closed_at && <Tag>{t('closed')}</Tag>}</h1>
        <span className="row-actions">
          <Link to="/names/reviews">{t('back')}</Link>
          {working && <Popconfirm title={t('closeAsk')} okText={t('close')} onConfirm={() => send('close')}><Button>{t('close')}</Button></Popconfirm>}
          {working && <Button type="primary" loading={act.isPending} onClick={() => send('look')}>{t('look')}</Button>}
          <Download path={`${path}/items.xlsx`} query={query} label={t('excel')} name={`${review.title}.xlsx`} />
        </span>
      </header>
      {act.error && <Alert type="error" showIcon title={refusalLines(act.error, tm)} />}
      <section className="card review-progress">
        <Progress percent={progress(review)} aria-label={t('progress')} />
        <p>{t('summary', { entries: number(review.entries), faulty: number(review.faulty), open: number(review.open), mended: number(review.mended), accepted: number(review.accepted) })}</p>
        <p className="muted">{review.area_name} · {t('lookedAt')} {time(review.looked_at)}</p>
      </section>
      <NameFilters values={values} set={set as never} without={['class', 'q']}>
        <label>
          {t('state')}
          <Select value={values.state || 'open'} onChange={(value: string) => set('state', value === 'open' ? '' : value)} options={[...states.map((value) => ({ value: value as string, label: t(`states.${value}`) })), { value: 'all', label: t('all') }]} />
        </label>
        <label>
          {t('kind')}
          <Select value={values.kind || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('kind', value)} options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))} />
        </label>
      </NameFilters>
      <FaultsTable path={path} query={query} working={working} />
    </div>
  );
}
