/** The month of a township on a phone: read, one press or a few numbers, sent. */
import { Alert, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WaitingMonth } from '../../../api/monthly';
import { mayWrite, useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { Failed, Loading } from '../../../shell/States';
import { ConfirmedCard } from './ConfirmedCard';
import type { MonthForm, Report } from './report';
import { ReportForm } from './ReportForm';
import { useMonthForm, useWaitingMonth } from './useMonth';
import { WaitingCard } from './WaitingCard';

interface Props {
  area: string;
  month: string;
  /** The clerk of this township: there is no table to go back to. */
  alone: boolean;
}

export function FormPage({ area, month, alone }: Props) {
  const { t } = useTranslation('monthly');
  const { set } = useFilters(['month']);
  const { form, offline, error, retry } = useMonthForm(area, month);
  // The month that the service chose stays, also when it is confirmed and another would come next.
  const chosen = form?.month;
  useEffect(() => {
    if (!month && chosen) set('month', chosen);
  }, [month, chosen, set]);
  if (!form) return error ? <Failed error={error} retry={retry} /> : <Loading />;
  return (
    <div className="page month-page">
      <header className="month-head">
        <div>
          {!alone && <Link to={`/coverage/monthly?month=${form.month}`}>{t('toTable')}</Link>}
          <h1>{t('of', { name: form.area_name })}</h1>
          <p className="muted">{form.county_name} · {t('due', { day: form.deadline })}{form.overdue && <strong className="late"> {t('overdue')}</strong>}</p>
        </div>
        <MonthSelect form={form} />
      </header>
      {offline && <Alert type="warning" showIcon title={t('keptForm')} />}
      <Body key={`${form.area_code} ${form.month}`} form={form} error={error} retry={retry} />
    </div>
  );
}

function Body({ form, error, retry }: { form: MonthForm; error: Error | null; retry: () => void }) {
  const { t } = useTranslation('monthly');
  const session = useSession();
  const waiting = useWaitingMonth(form);
  const [correcting, setCorrecting] = useState<Report>();
  const standing = form.standing ?? undefined;
  const arriving = useArriving(waiting, standing?.id, retry);
  const may = mayWrite(session, 'monthly', [form.area_code]);
  if (waiting) return <WaitingCard item={waiting} />;
  if (arriving) return error ? <Failed error={error} retry={retry} /> : <Loading />;
  if (standing && !standing.returned_at && correcting?.id !== standing.id) {
    return <ConfirmedCard form={form} report={standing} onCorrect={may ? () => setCorrecting(standing) : undefined} />;
  }
  if (!may) return <Alert type="info" showIcon title={t('readOnly')} />;
  return <ReportForm key={standing?.id} form={form} corrects={standing} onBack={correcting && (() => setCorrecting(undefined))} />;
}

/** Whether a report has left this device that the form does not show yet. */
function useArriving(waiting: WaitingMonth | undefined, standing: string | undefined, retry: () => void): boolean {
  const [sent, setSent] = useState<string>();
  const now = waiting && (waiting.problem ? '' : waiting.body.id);
  if (now !== undefined && (now || undefined) !== sent) setSent(now || undefined);
  const arriving = waiting === undefined && sent !== undefined && sent !== standing;
  useEffect(() => {
    if (arriving) retry();
    // Once: what comes back decides.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [arriving]);
  return arriving;
}

/** Months to choose from: the open ones, and the last year. */
function MonthSelect({ form }: { form: MonthForm }) {
  const { t } = useTranslation('monthly');
  const { set } = useFilters(['month']);
  const now = new Date();
  const recent = Array.from({ length: 13 }, (_, i) => monthText(now.getFullYear(), now.getMonth() - i));
  const all = [...new Set([...recent, ...form.open, form.month])].sort().reverse();
  return (
    <label className="month-select">
      {t('month')}
      <Select
        size="large" value={form.month} onChange={(value: string) => set('month', value)} virtual={false}
        options={all.map((value) => ({ value, label: form.open.includes(value) ? `${value} ${t('openMark')}` : value }))}
      />
    </label>
  );
}

function monthText(year: number, month: number): string {
  const at = new Date(Date.UTC(year, month, 1));
  return at.toISOString().slice(0, 7);
}
