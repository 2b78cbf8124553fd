/** A project of a plan, new, to be changed, or to be mended as a file had it. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKinds } from '../../../api/queries';
import { AreaField } from '../../../forms/AreaField';
import { ChoiceField, NumberField, TextField } from '../../../forms/fields';
import { useNamed } from '../../../forms/named';
import type { ProjectValues } from './plans';

interface Props {
  title: string;
  start: Partial<ProjectValues>;
  /** What is wrong with it. */
  faults?: string[];
  busy?: boolean;
  refusal?: string;
  onSave: (values: ProjectValues) => void;
  onClose: () => void;
}

export function ProjectModal({ title, start, faults, busy, refusal, onSave, onClose }: Props) {
  const { t } = useTranslation('facilityplans');
  const named = useNamed();
  const { data: kinds } = useKinds();
  const [form] = Form.useForm<ProjectValues>();
  const said = refusal ?? faults?.join('\n');
  return (
    <Modal open title={title} okText={t('save')} cancelText={t('cancel')} confirmLoading={busy} onOk={form.submit} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={{ ...start, area_code: start.area_code || undefined, kind: start.kind || undefined, year: start.year || undefined }} onFinish={onSave} requiredMark={false}>
        {said && <Alert type="error" showIcon title={<span className="lines">{said}</span>} />}
        <NumberField name="year" label={t('fields.year')} required whole max={2200} />
        <Form.Item name="area_code" label={t('fields.place')} extra={t('placeHint')} rules={[{ required: true, message: t('required') }]}><AreaField /></Form.Item>
        <ChoiceField name="kind" label={t('fields.kind')} required options={(kinds?.items ?? []).map((one) => ({ value: one.code, label: named(one) }))} />
        <TextField name="name" label={t('fields.name')} required />
        <NumberField name="capacity" label={t('fields.capacity')} whole />
        <NumberField name="investment" label={t('fields.investment')} />
        <NumberField name="subsidy" label={t('fields.subsidy')} />
        <TextField name="note" label={t('fields.note')} rows={2} />
      </Form>
    </Modal>
  );
}
