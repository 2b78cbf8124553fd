/** A report as the county reads it: figures, what the clerk confirmed, earlier editions; returned with a reason, errors answered. */
import { Alert, Button, Drawer, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { mayWrite, useSession } from '../../../api/session';
import { time } from '../../../lib/format';
import { Attachments } from '../../../parts/Attachments';
import { useFormSend } from '../../../parts/useFormSend';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { Changes } from './Changes';
import type { Report } from './report';

export function ReportDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('monthly');
  const { data, error, refetch } = useGet<Report>(`/facilities/monthly/${id}`);
  const report = data?.id === id ? data : undefined;
  return (
    <Drawer open onClose={onClose} size={Math.min(560, window.innerWidth)} title={report ? t('of', { name: `${report.area_name} ${report.month}` }) : t('sheet.title')}>
      {error && !report && <Failed error={error} retry={() => void refetch()} />}
      {!report && !error && <Loading />}
      {report && <Body report={report} />}
    </Drawer>
  );
}

function Body({ report }: { report: Report }) {
  const { t } = useTranslation('monthly');
  const session = useSession();
  const review = mayWrite(session, 'monthly_review', [report.area_code]);
  const write = mayWrite(session, 'monthly', [report.area_code]);
  const path = `/facilities/monthly/${report.id}`;
  return (
    <div className="month-read">
      <p>{t('done.by', { who: report.author_name || report.author, time: time(report.received_at) })} · {t('done.edition', { n: report.edition })}</p>
      {report.reason && <p>{t('reason')}：{report.reason}</p>}
      {report.returned_at && <Alert type="warning" showIcon title={t('returned', { by: report.returned_by, reason: report.return_reason })} />}
      <Changes report={report} />
      {report.warnings.length > 0 && <p className="muted">{t('sheet.warned', { count: report.warnings.length })}</p>}
      {report.error_note && <Alert type={report.answered_at ? 'success' : 'warning'} showIcon title={t('error.said', { text: report.error_note })} description={report.error_answer && t('error.answered', { text: report.error_answer })} />}
      {review && report.error_note && !report.answered_at && <Step path={`${path}/answer`} field="answer" version={report.version} label={t('error.answer')} button={t('error.answerButton')} />}
      {review && report.standing && !report.returned_at && <Step path={`${path}/return`} field="reason" version={report.version} label={t('return.reason')} button={t('return.button')} danger />}
      {write && report.standing && <Link to={`?township=${report.area_code}&month=${report.month}`}>{t('correct')}</Link>}
      <Editions id={report.id} />
      <h3>{t('photos')}</h3>
      <Attachments owner="monthly_report" ownerId={report.id} roles={['photo', 'file']} mayAdd={write} />
    </div>
  );
}

interface StepProps {
  path: string;
  field: string;
  version: number;
  label: string;
  button: string;
  danger?: boolean;
}

function Step({ path, field, version, label, button, danger }: StepProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Record<string, string>>();
  const { submit, busy, message } = useFormSend(form, () => undefined);
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(body) => void submit({ method: 'POST', path, body, ifMatch: version })}>
      {message && <Alert type="error" showIcon title={message} />}
      <Form.Item name={field} label={label} rules={[{ required: true, whitespace: true, message: t('form.required') }]}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
      <Button htmlType="submit" danger={danger ?? false} loading={busy}>{button}</Button>
    </Form>
  );
}

function Editions({ id }: { id: string }) {
  const { t } = useTranslation('monthly');
  const { data } = useGet<{ items: Report[] }>(`/facilities/monthly/${id}/editions`);
  if (!data || data.items.length < 2) return null;
  return (
    <section>
      <h3>{t('editions')}</h3>
      <ol className="month-editions" reversed>
        {data.items.map((one) => (
          <li key={one.id}>
            {time(one.received_at)} {one.author_name || one.author}{one.reason && `：${one.reason}`}
            {one.returned_at && <span className="late"> {t('returned', { by: one.returned_by, reason: one.return_reason })}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
