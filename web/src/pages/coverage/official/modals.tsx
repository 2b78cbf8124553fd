/** An exemption or a reported figure, new or to be changed. */
import { Alert, Form, type FormInstance, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKinds } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { AreaField } from '../../../forms/AreaField';
import { ChoiceField, DateField, NumberField, TextField } from '../../../forms/fields';
import { today } from '../../../lib/format';
import { Attachments } from '../../../parts/Attachments';
import { useFormSend } from '../../../parts/useFormSend';
import { bodyOf, type Exemption, exemptionsPath, type ReportedFigure, reportedPath } from './official';

type Values = Record<string, unknown>;

interface RecordProps<T> { record: T | undefined; onClose: () => void }

/** Sends what the form has, to the record or as a new one. */
function useSave(path: string, record: { id: string; version: number } | undefined, form: FormInstance<Values>, onClose: () => void) {
  const { submit, busy, message } = useFormSend<unknown>(form, onClose);
  const finish = (values: Values) =>
    void submit(record
      ? { method: 'PATCH', path: `${path}/${record.id}`, body: bodyOf(values, false), merge: true, ifMatch: record.version }
      : { method: 'POST', path, body: bodyOf(values, true) });
  return { finish, busy, message };
}

interface FrameProps {
  title: string;
  form: FormInstance<Values>;
  start: Values;
  saving: ReturnType<typeof useSave>;
  onClose: () => void;
  children: ReactNode;
  files?: ReactNode;
}

function Frame({ title, form, start, saving, onClose, children, files }: FrameProps) {
  const { t } = useTranslation('cover');
  const { t: common } = useTranslation();
  const { data: kinds } = useKinds();
  const what = [...(kinds?.groups ?? []), ...(kinds?.items ?? [])].map((one) => ({ value: one.code, label: one.name }));
  return (
    <Modal open title={title} onCancel={onClose} onOk={form.submit} okText={t('official.save')} cancelText={t('official.cancel')} confirmLoading={saving.busy} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={start} onFinish={saving.finish} requiredMark={false}>
        {saving.message && <Alert type="error" showIcon title={<span className="lines">{saving.message}</span>} />}
        <Form.Item name="area_code" label={t('official.area')} rules={[{ required: true, message: common('form.required') }]}><AreaField whole /></Form.Item>
        <ChoiceField name="what" label={t('official.what')} required options={what} />
        {children}
        <TextField name="note" label={t('official.note')} rows={2} />
      </Form>
      {files && <><h3>{t('official.files')}</h3>{files}</>}
    </Modal>
  );
}

export function ExemptionModal({ record, onClose }: RecordProps<Exemption>) {
  const { t } = useTranslation('cover');
  const { account } = useSession();
  const [form] = Form.useForm<Values>();
  const saving = useSave(exemptionsPath, record, form, onClose);
  const start: Values = record
    ? { area_code: record.area_code, what: record.what, from_on: record.from_on, to_on: record.to_on, document: record.document, authority: record.authority, document_on: record.document_on, note: record.note }
    : { area_code: account?.area_code, what: 'township_burial', from_on: today() };
  return (
    <Frame
      title={t(record ? 'official.editExemption' : 'official.newExemption')} form={form} start={start} saving={saving} onClose={onClose}
      files={record && <Attachments owner="coverage_exemption" ownerId={record.id} roles={['scan', 'file']} mayAdd />}
    >
      <TextField name="document" label={t('official.documentNo')} required />
      <div className="form-grid">
        <TextField name="authority" label={t('official.authority')} />
        <DateField name="document_on" label={t('official.documentOn')} />
        <DateField name="from_on" label={t('official.from')} required />
        <DateField name="to_on" label={t('official.to')} />
      </div>
    </Frame>
  );
}

export function ReportedModal({ record, onClose }: RecordProps<ReportedFigure>) {
  const { t } = useTranslation('cover');
  const { account } = useSession();
  const [form] = Form.useForm<Values>();
  const saving = useSave(reportedPath, record, form, onClose);
  const start: Values = record
    ? { area_code: record.area_code, what: record.what, as_of: record.as_of, percent: record.percent, numerator: record.numerator, denominator: record.denominator, document: record.document, reported_to: record.reported_to, reported_on: record.reported_on, note: record.note }
    : { area_code: account?.area_code, what: 'township_burial', as_of: today() };
  return (
    <Frame
      title={t(record ? 'official.editReported' : 'official.newReported')} form={form} start={start} saving={saving} onClose={onClose}
      files={record && <Attachments owner="coverage_reported" ownerId={record.id} roles={['scan', 'file']} mayAdd />}
    >
      <div className="form-grid">
        <DateField name="as_of" label={t('official.asOf')} required />
        <NumberField name="percent" label={t('official.percent')} max={100} />
        <NumberField name="numerator" label={t('official.numerator')} whole />
        <NumberField name="denominator" label={t('official.denominator')} whole min={1} />
        <TextField name="reported_to" label={t('official.reportedTo')} />
        <DateField name="reported_on" label={t('official.reportedOn')} />
      </div>
      <TextField name="document" label={t('official.document')} />
    </Frame>
  );
}
