/** One plan: its document, how far it has come on a day, and its projects. */
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { none, percent, today } from '../../../lib/format';
import { Attachments } from '../../../parts/Attachments';
import { refusalLines } from '../../../parts/refusals';
import { useGet } from '../../../parts/useGet';
import { Ask } from '../../../shell/Ask';
import { Download } from '../../../shell/Download';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import './plans.css';
import { PlanModal } from './PlanModal';
import { bare, type Plan, type Progress, type Project, projectOf, type ProjectStand, type ProjectValues, valuesOf } from './plans';
import { ProgressTable } from './ProgressTable';
import { ProjectModal } from './ProjectModal';
import { ProjectTable } from './ProjectTable';
import { ReadModal } from './ReadModal';

export function PlanPage() {
  const { id = '' } = useParams();
  const { values, set } = useFilters(['as_of']);
  const { data, error, refetch } = useGet<Progress>(`/facilities/plans/${id}/progress`, { as_of: values.as_of });
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Loaded progress={data} asOf={values.as_of} onDay={(day) => set('as_of', day)} />;
}

function Loaded({ progress, asOf, onDay }: { progress: Progress; asOf: string; onDay: (day: string | undefined) => void }) {
  const { t } = useTranslation('facilityplans');
  const { t: tm } = useTranslation();
  const { may, account } = useSession();
  const { plan, projects } = progress;
  const mayEdit = may.facility_plan === true && account !== null && plan.area_code.startsWith(account.area_code);
  const [open, setOpen] = useState<'read' | 'plan' | 'project'>();
  const [editing, setEditing] = useState<ProjectStand>();
  const close = () => { setOpen(undefined); setEditing(undefined); };
  const put = useSend<Plan>(close);
  const write = (table: Project[]) => put.mutate({ method: 'PUT', path: `/facilities/plans/${plan.id}/projects`, body: { projects: table.map(bare) }, ifMatch: plan.version });
  const save = (values: ProjectValues) => write(editing ? projects.map((one) => (one.id === editing.id ? projectOf(values, editing) : one)) : [...projects, projectOf(values)]);
  return (
    <div className="page wide-page">
      <Head progress={progress} mayEdit={mayEdit} onEdit={() => setOpen('plan')} />
      <div className="filters" role="search">
        <label>
          {t('asOf')}
          <Input type="date" value={asOf || today()} onChange={({ target }) => onDay(target.value || undefined)} />
        </label>
        <Download path={`/facilities/plans/${plan.id}/progress.xlsx`} query={{ as_of: asOf }} label={t('excel')} name={`${plan.title}.xlsx`} />
      </div>
      <section className="card life-part" aria-label={t('progress')}>
        <h2>{t('progress')}</h2>
        <p role="status">{t('headline', { total: progress.total.total, done: progress.total.in_use, percent: percent(progress.total.percent), delayed: progress.total.delayed })}</p>
        <ProgressTable progress={progress} />
      </section>
      <section className="card life-part" aria-label={t('projects')}>
        <header className="card-head">
          <h2>{t('projects')}</h2>
          {mayEdit && (
            <span className="row-actions">
              <Button onClick={() => setOpen('project')}>{t('addProject')}</Button>
              <Button onClick={() => setOpen('read')}>{t('read.open')}</Button>
            </span>
          )}
        </header>
        {put.error && !open && !editing && <Alert type="error" showIcon title={<span className="lines">{refusalLines(put.error, tm)}</span>} />}
        <ProjectTable projects={projects} mayEdit={mayEdit} onEdit={setEditing} onRemove={(one) => write(projects.filter((other) => other.id !== one.id))} />
      </section>
      <section className="card life-part" aria-label={t('files')}>
        <h2>{t('files')}</h2>
        <Attachments owner="facility_plan" ownerId={plan.id} roles={['file']} mayAdd={mayEdit} />
      </section>
      {open === 'read' && <ReadModal progress={progress} onClose={close} />}
      {open === 'plan' && <PlanModal plan={plan} onClose={close} onDone={close} />}
      {(open === 'project' || editing) && (
        <ProjectModal
          title={t(editing ? 'editProject' : 'addProject')} start={editing ? valuesOf(editing) : { year: plan.year_from, area_code: plan.area_code.length >= 6 ? plan.area_code : undefined }}
          busy={put.isPending} refusal={put.error ? refusalLines(put.error, tm) : undefined} onSave={save} onClose={() => { put.reset(); close(); }}
        />
      )}
    </div>
  );
}

function Head({ progress: { plan }, mayEdit, onEdit }: { progress: Progress; mayEdit: boolean; onEdit: () => void }) {
  const { t } = useTranslation('facilityplans');
  const navigate = useNavigate();
  const retire = useSend(() => void navigate('/coverage/plans'));
  return (
    <>
      <header className="page-head">
        <h1>{plan.title}</h1>
        {mayEdit && (
          <span className="row-actions">
            <Button onClick={onEdit}>{t('editPlan')}</Button>
            <Ask title={t('withdrawAsk')} okText={t('withdraw')} cancelText={t('cancel')} onConfirm={() => retire.mutate({ method: 'DELETE', path: `/facilities/plans/${plan.id}`, ifMatch: plan.version })}>
              <Button>{t('withdraw')}</Button>
            </Ask>
          </span>
        )}
      </header>
      {retire.error && <Failed error={retire.error} />}
      <p className="muted">{[plan.number || none, plan.authority, plan.issued_on, plan.area_name, `${plan.year_from}–${plan.year_to}`].filter(Boolean).join(' · ')}</p>
    </>
  );
}
