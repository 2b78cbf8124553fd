/** What each step asks for. */
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ChoiceField, DateField, TextField } from '../../../../forms/fields';
import { type Finding, outcomes } from '../findings';

/** A time by the device's own picker. */
export function TimeField({ name, label, required, extra }: { name: string; label: string; required?: boolean; extra?: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} extra={extra} rules={required ? [{ required: true, message: t('form.required') }] : []}>
      <Input type="datetime-local" max="9999-12-31T23:59" />
    </Form.Item>
  );
}

export function TellFields() {
  const { t } = useTranslation('findings');
  return (
    <div className="form-grid">
      <TimeField name="at" label={t('fields.toldAt')} required />
      <TextField name="how" label={t('fields.how')} extra={t('fields.howHint')} />
    </div>
  );
}

export function VisitFields() {
  const { t } = useTranslation('findings');
  return (
    <>
      <div className="form-grid">
        <DateField name="on" label={t('fields.visitOn')} required />
        <TextField name="who" label={t('fields.who')} required extra={t('fields.whoHint')} />
      </div>
      <TextField name="note" label={t('fields.visitNote')} rows={2} />
    </>
  );
}

export function DecideFields() {
  const { t } = useTranslation('findings');
  return (
    <>
      <TextField name="decision" label={t('fields.decision')} required rows={3} />
      <div className="form-grid">
        <DateField name="on" label={t('fields.decidedOn')} required />
        <TextField name="document" label={t('fields.decisionDocument')} extra={t('fields.decisionDocumentHint')} />
      </div>
    </>
  );
}

export function HandleFields({ finding }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  // A marker is moved or replaced only where there is one.
  const offered = outcomes.filter((one) => finding.marker_id !== null || one === 'restored' || one === 'no_action');
  return (
    <>
      <div className="form-grid">
        <ChoiceField
          name="outcome" label={t('fields.outcome')} required options={offered.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
          extra={finding.marker_id && !finding.decision_document ? t('fields.noAgreement') : undefined}
        />
        <DateField name="on" label={t('fields.handledOn')} required />
      </div>
      <TextField name="note" label={t('fields.handling')} rows={2} />
    </>
  );
}
