/** The form itself: counts of the month, a card for each facility, the error line, and one big button. */
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { time } from '../../../lib/format';
import { Counts } from './Counts';
import { Facilities } from './Facilities';
import { Photos } from './Photos';
import { changeCount, faultsOf, type MonthForm, type Report, type Warning, warningsOf } from './report';
import { useMonth } from './useMonth';

interface Props {
  form: MonthForm;
  /** The edition that this one takes the place of. */
  corrects: Report | undefined;
  onBack: (() => void) | undefined;
}

export function ReportForm({ form, corrects, onBack }: Props) {
  const { t } = useTranslation('monthly');
  const { t: tm } = useTranslation();
  const { values, change, submit, busy, draft } = useMonth(form, corrects);
  const [asked, setAsked] = useState<Warning[]>();
  const [tried, setTried] = useState(false);
  const faults = faultsOf(form, values);
  const count = changeCount(form, values);
  const needsReason = corrects !== undefined && !corrects.returned_at;
  const lacksReason = needsReason && !values.reason.trim();
  const send = () => {
    setTried(true);
    if (Object.keys(faults).length || lacksReason) {
      setTimeout(() => document.querySelector('.month-page .fault')?.scrollIntoView({ block: 'center' }));
      return;
    }
    const warnings = warningsOf(form, values);
    if (warnings.length) setAsked(warnings);
    else void submit([]);
  };
  return (
    <div className="month-form">
      {corrects?.returned_at && <Alert type="warning" showIcon title={t('returned', { by: corrects.returned_by, reason: corrects.return_reason })} />}
      {draft && <Alert type="info" showIcon title={tm('form.draft', { time: time(draft.savedAt) })} />}
      {needsReason && (
        <section className="month-card">
          <label className="month-text">
            {t('reason')}
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} value={values.reason} onChange={(event) => change((old) => ({ ...old, reason: event.target.value }))} />
          </label>
          {tried && lacksReason && <p className="fault" role="alert">{t('fault.reason')}</p>}
        </section>
      )}
      <Counts form={form} values={values} change={change} fault={faults.eco_burials && tried ? t('fault.eco') : undefined} />
      <Facilities form={form} values={values} change={change} faults={faults} />
      <details className="month-card month-error" open={values.error_note !== ''}>
        <summary>{t('error.label')}</summary>
        <label className="month-text">
          <span className="muted">{t('error.hint')}</span>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} value={values.error_note} aria-label={t('error.label')} onChange={(event) => change((old) => ({ ...old, error_note: event.target.value }))} />
        </label>
      </details>
      <Photos record={values.id} onAdded={() => change((old) => ({ ...old }))} />
      <div className="month-bar">
        {onBack && <Button size="large" onClick={onBack}>{t('back')}</Button>}
        <Button className="month-send" type="primary" size="large" loading={busy} onClick={send}>
          {count === 0 ? t('noChange') : t('send', { count })}
        </Button>
        <small className="muted">{count === 0 ? t('noChangeMeans') : t('sendMeans')}</small>
      </div>
      <Asked asked={asked} onClose={() => setAsked(undefined)} onConfirm={() => { setAsked(undefined); void submit((asked ?? []).map((one) => one.id)); }} />
    </div>
  );
}

type WarnKey = 'warn.used_above_total';

/** What looks wrong, to be confirmed or looked at again. */
function Asked({ asked, onClose, onConfirm }: { asked: Warning[] | undefined; onClose: () => void; onConfirm: () => void }) {
  const { t } = useTranslation('monthly');
  return (
    <Modal open={asked !== undefined} onCancel={onClose} onOk={onConfirm} okText={t('warn.ok')} cancelText={t('warn.cancel')} title={t('warn.title')} destroyOnHidden className="month-asked">
      <ul>
        {asked?.map((one) => <li key={one.id}>{t(`warn.${one.code}` as WarnKey, one.params)}</li>)}
      </ul>
    </Modal>
  );
}
