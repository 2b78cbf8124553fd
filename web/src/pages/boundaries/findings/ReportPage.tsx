/** Reports a finding: by hand, or from the inspection that the address names. */
import { Alert, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useSession } from '../../../api/session';
import type { StoredInspection } from '../../../api/types';
import { useConditionWords } from '../../../api/conditions';
import { ChoiceField, TextField } from '../../../forms/fields';
import { time } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { NotFound } from '../../NotFound';
import '../../pages.css';
import './findings.css';
import { type Finding, findingLink, findingsPath, kinds } from './findings';
import { KeptFormBody } from './parts/KeptForm';
import { useKeptForm } from './parts/useKeptForm';
import { reportBody } from './report';
import { thisMinute } from './steps/body';
import { TimeField } from './steps/fields';
import { WhereFields } from './WhereFields';

export function ReportPage() {
  const { may } = useSession();
  const [params] = useSearchParams();
  const id = params.get('inspection') ?? '';
  const inspection = useGet<StoredInspection>(`/boundaries/inspections/${id}`, {}, id !== '');
  if (!may.inspection) return <NotFound />;
  if (inspection.error) return <Failed error={inspection.error} retry={() => void inspection.refetch()} />;
  if (id && !inspection.data) return <Loading />;
  return <Filling key={params.toString()} inspection={inspection.data} params={params} />;
}

function Filling({ inspection, params }: { inspection: StoredInspection | undefined; params: URLSearchParams }) {
  const { t } = useTranslation('findings');
  const word = useConditionWords();
  const { may } = useSession();
  const navigate = useNavigate();
  const marker = inspection?.marker || params.get('marker') || undefined;
  const line = params.get('line') ?? undefined;
  const kept = useKeptForm<Finding>({
    kind: 'finding.report', id: params.toString() || undefined,
    start: { marker, line_code: line, where: marker ? 'marker' : 'point', found_at: inspection ? undefined : thisMinute() },
    done: ({ data }) => void navigate(findingLink(data.id), { replace: true }),
  });
  const offered = kinds.filter((one) => one !== 'dispute_risk' || may.finding || may.disputes);
  return (
    <div className="page">
      <p><Link to="/boundaries/findings">{t('toList')}</Link></p>
      <header className="page-head"><h1>{t('report')}</h1></header>
      <section className="card">
        {inspection && (
          <Alert
            type="info" title={t('fromInspection', { at: time(inspection.observed_at), by: inspection.observer })}
            description={<>{inspection.conditions.map(word).join('、')}{inspection.note && `：${inspection.note}`}</>}
          />
        )}
        <KeptFormBody kept={kept} action={t('reportIt')} onFinish={(values) => void kept.submit({ method: 'POST', path: findingsPath, body: reportBody(values, inspection?.id) })}>
          <ChoiceField name="kind" label={t('kind')} required={!inspection} options={offered.map((value) => ({ value, label: t(`kinds.${value}`) }))} extra={inspection && t('fields.fromInspection')} />
          {!inspection && <WhereFields />}
          <TextField name="description" label={t('description')} required={!inspection} rows={4} extra={inspection && t('fields.fromInspection')} />
          {!inspection && <TimeField name="found_at" label={t('times.found')} required extra={t('fields.foundHint')} />}
          {inspection && <Form.Item name="marker" hidden><input type="hidden" /></Form.Item>}
        </KeptFormBody>
        <p className="muted">{t('photosLater')}</p>
      </section>
    </div>
  );
}
