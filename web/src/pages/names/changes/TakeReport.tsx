/** A report becomes an item of a change set: with one click where it says what the field should be. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useState } from 'react';
import { useSend } from '../../../api/lists';
import { useRecord } from '../../../api/queries';
import { TextField } from '../../../forms/fields';
import { errorText } from '../../../shell/States';
import type { Report } from './changes';
import { propose, type Target } from './target';
import { TargetFields } from './TargetFields';
import { useWords } from './useWords';

/** Fields whose reported text can be the new value as it stands. */
const plain = ['name', 'pinyin', 'short_name', 'meaning', 'origin_text', 'history'];

/** Whether one click is enough: the value is given, or the place is gone. Else the form of the entry is opened. */
export const isDirect = (report: Report) => report.field === 'status' || (report.value !== '' && plain.includes(report.field));

export function TakeReport({ report, onClose }: { report: Report; onClose: () => void }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<Target & { value?: string }>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const { data: place } = useRecord('place', report.place_id);
  const close = useSend<Report>();
  const gone = report.field === 'status';
  const take = async ({ value, ...target }: Target & { value?: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      const what = gone ? { op: 'delete' as const } : { fields: { [report.field]: value } };
      const set = await propose(target, { place_id: report.place_id, base_version: place?.version, ...what, reason: report.text || undefined });
      await close.mutateAsync({ method: 'POST', path: `/gazetteer/reports/${report.id}/close`, body: { outcome: 'taken', set: set.id }, ifMatch: report.version });
      void navigate(`/names/changes/${set.id}`);
    } catch (cause) {
      setError(cause as Error);
      setBusy(false);
    }
  };
  return (
    <Modal open title={t('reports.takeTitle', { name: report.place_name })} okText={t('reports.take')} onOk={form.submit} onCancel={onClose} confirmLoading={busy} okButtonProps={{ disabled: !place }} destroyOnHidden>
      <p>{report.text || report.value}</p>
      <Form form={form} layout="vertical" className="record-form" initialValues={{ set: 'new', stream: 'correction', value: report.value, set_reason: t('reports.reason', { name: report.author_name || report.author }) }} onFinish={(values) => void take(values)} requiredMark={false}>
        {gone ? <p>{t('retires', { name: report.place_name })}</p> : <TextField name="value" label={t('reports.newValue', { field: words.field(report.field) })} required />}
        <TargetFields title={t('target.title', { name: report.place_name })} />
      </Form>
      {error && <Alert type="error" showIcon title={errorText(error, tm)} />}
    </Modal>
  );
}
