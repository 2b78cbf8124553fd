/** A run: progress while it goes on, then what was found. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { get, ProblemError } from '../../../api/client';
import { useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { none, number, time } from '../../../lib/format';
import { Download } from '../../../shell/Download';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { AnswerView } from './AnswerView';
import { type FullRun, goesOn, type Run, runsPath } from './siting';
import './siting.css';
import { StateTag } from './StateTag';

export function RunPage() {
  const { t } = useTranslation('siting');
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['one', runsPath, id],
    queryFn: ({ signal }) => get<FullRun>(`${runsPath}/${id}`, {}, signal),
    refetchInterval: ({ state }) => (state.data && goesOn(state.data.state) ? 700 : false),
  });
  if (error instanceof ProblemError && error.status === 404) return <Empty>{t('gone')} <Link to="/coverage/siting">{t('back')}</Link></Empty>;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (data?.id !== id) return <Loading />;
  return <Shown run={data} />;
}

function Shown({ run }: { run: FullRun }) {
  const { t } = useTranslation('siting');
  const { may } = useSession();
  const navigate = useNavigate();
  const repeat = useSend<Run>(({ data }) => void navigate(`/coverage/siting/${data.id}`));
  const ended = !goesOn(run.state);
  return (
    <div className="page wide-page">
      <p><Link to="/coverage/siting">{t('back')}</Link></p>
      <header className="page-head">
        <h1>#{run.number} {run.name || run.kind_name} <StateTag state={run.state} /></h1>
        {ended && run.answer && (
          <div className="row-actions">
            <Download path={`${runsPath}/${run.id}/report.xlsx`} label={t('workbook')} name="siting.xlsx" />
            <Button href={`${runsPath}/${run.id}/report.html`} target="_blank" rel="noreferrer">{t('print')}</Button>
            <Download path={`${runsPath}/${run.id}/candidates`} query={{ format: 'csv' }} label={t('csv')} name="candidates.csv" />
            <Download path={`${runsPath}/${run.id}/result`} label={t('geojson')} name="siting.geojson" />
            {may.siting && <Button loading={repeat.isPending} onClick={() => repeat.mutate({ method: 'POST', path: `${runsPath}/${run.id}/repeat`, body: { inputs: 'stored' } })}>{t('repeat')}</Button>}
            {may.siting && <Button onClick={() => repeat.mutate({ method: 'POST', path: `${runsPath}/${run.id}/repeat`, body: { inputs: 'present' } })}>{t('repeatPresent')}</Button>}
          </div>
        )}
      </header>
      <p className="muted">
        {t('basis', { kind: run.kind_name, area: run.area_name, date: run.as_of, method: t(`methods.${run.method}`), cover: t(`cover.${run.ask.cover.by}`), by: run.asked_by, at: time(run.asked_at) })}
        {run.versions && ` · ${t('dataVersion', { version: run.versions.data })}`}
      </p>
      {repeat.error && <Alert type="error" showIcon title={repeat.error.message} />}
      {!ended && <Going run={run} />}
      {run.error && <Alert type={run.state === 'failed' ? 'error' : 'info'} showIcon title={run.error} />}
      <Changed run={run} />
      {run.answer && <AnswerView run={run} answer={run.answer} />}
    </div>
  );
}

/** Live: the best so far, what no choice can beat, and the way to stop. */
function Going({ run }: { run: FullRun }) {
  const { t } = useTranslation('siting');
  const { may } = useSession();
  const cancel = useSend<Run>();
  const { progress } = run;
  const gap = progress?.gap ?? null;
  return (
    <section className="card run-progress" aria-live="polite" aria-label={t('progress')}>
      <Progress percent={gap === null ? 0 : Math.max(0, Math.round((1 - Math.min(gap, 1)) * 1000) / 10)} status="active" aria-label={t('progress')} />
      <dl className="siting-figures">
        <div><dt>{t('phase')}</dt><dd>{t(`phases.${progress?.phase ?? 'waiting'}` as 'phases.prepare', { defaultValue: progress?.phase ?? '' })}</dd></div>
        <div><dt>{t('incumbent')}</dt><dd>{progress?.incumbent === null || progress === null ? none : number(progress.incumbent, 0)}</dd></div>
        <div><dt>{t('bound')}</dt><dd>{progress?.bound === null || progress === null ? none : number(progress.bound, 0)}</dd></div>
        <div><dt>{t('gap')}</dt><dd>{gap === null ? none : `${(gap * 100).toFixed(2)} %`}</dd></div>
      </dl>
      {may.siting && <div><Button danger loading={cancel.isPending || progress?.cancel === true} onClick={() => cancel.mutate({ method: 'POST', path: `${runsPath}/${run.id}/cancel` })}>{t('cancel')}</Button></div>}
      {cancel.error && <Alert type="error" showIcon title={cancel.error.message} />}
    </section>
  );
}

/** What has changed since, and how a repetition compares. */
function Changed({ run }: { run: FullRun }) {
  const { t } = useTranslation('siting');
  const since = run.since;
  return (
    <>
      {run.repeat && (
        <Alert
          type={run.repeat.same ? 'success' : 'warning'} showIcon
          title={t(run.repeat.same ? 'sameAnswer' : 'otherAnswer')}
          description={run.repeat.changed.length > 0 ? t('changedParts', { parts: run.repeat.changed.map((one) => t(`parts.${one}` as 'parts.data')).join('、') }) : undefined}
        />
      )}
      {since && (since.rules.length > 0 || since.network) && (
        <Alert type="warning" showIcon title={t('since')} description={[...since.rules, ...(since.network ? [t('parts.network')] : [])].join('、')} />
      )}
    </>
  );
}
