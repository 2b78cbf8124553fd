/** The month of a township on a phone: read, one press or a few numbers, sent. */
import { Alert, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
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
  const { form, offline, error, retry } = useMonthForm(area, month);
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
      <Body key={`${form.area_code} ${form.month}`} form={form} />
    </div>
  );
}

function Body({ form }: { form: MonthForm }) {
  const { t } = useTranslation('monthly');
  const session = useSession();
  const waiting = useWaitingMonth(form);
  const [correcting, setCorrecting] = useState<Report>();
  const standing = form.standing ?? undefined;
  const may = mayWrite(session, 'monthly', [form.area_code]);
  if (waiting) return <WaitingCard item={waiting} />;
  if (standing && !standing.returned_at && correcting?.id !== standing.id) {
    return <ConfirmedCard form={form} report={standing} onCorrect={may ? () => setCorrecting(standing) : undefined} />;
  }
  if (!may) return <Alert type="info" showIcon title={t('readOnly')} />;
  return <ReportForm key={standing?.id} form={form} corrects={standing} onBack={correcting && (() => setCorrecting(undefined))} />;
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
