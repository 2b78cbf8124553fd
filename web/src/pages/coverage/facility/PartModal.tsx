/** The form of a row of a part. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ServedAreaField } from './ServedAreaField';
import { ChoiceField, DateField, NumberField, TextField } from '../../../forms/fields';
import { contactRoles, matters, measures, partFields, type PartField, type PartKey, type Row, serviceRoles } from './life';

interface Props {
  part: PartKey;
  /** Absent: a new row. */
  row: Row | undefined;
  stages?: { value: string; label: string }[];
  busy: boolean;
  refusal: string | undefined;
  onSave: (values: Row) => void;
  onClose: () => void;
}

export function PartModal({ part, row, stages, busy, refusal, onSave, onClose }: Props) {
  const { t } = useTranslation('facilitylife');
  const [form] = Form.useForm<Row>();
  return (
    <Modal
      open title={row ? t('editRow', { what: t(`rows.${part}`) }) : t('add', { what: t(`rows.${part}`) })} okText={t('save')} cancelText={t('cancel')}
      confirmLoading={busy} onOk={form.submit} onCancel={onClose} destroyOnHidden
    >
      <Form form={form} layout="vertical" initialValues={row ?? {}} onFinish={onSave} requiredMark={false}>
        {refusal && <Alert type="error" showIcon title={<span className="lines">{refusal}</span>} />}
        {partFields[part].map((field) => <Entry key={field.name} field={field} stages={stages} />)}
      </Form>
    </Modal>
  );
}

function Entry({ field, stages }: { field: PartField; stages?: { value: string; label: string }[] }) {
  const { t } = useTranslation('facilitylife');
  const { name, kind, required } = field;
  const props = { name, required, label: t(`fields.${name}` as 'fields.document') };
  switch (kind) {
    case 'date': return <DateField {...props} extra={field.key && !required ? t('everHint') : undefined} />;
    case 'number': return <NumberField {...props} whole max={name === 'year' ? 2200 : undefined} />;
    case 'percent': return <NumberField {...props} max={100} unit="%" />;
    case 'long': return <TextField {...props} rows={2} />;
    case 'measure': return <ChoiceField {...props} options={measures.map((value) => ({ value, label: t(`measures.${value}`) }))} />;
    case 'matter': return <ChoiceField {...props} options={matters.map((value) => ({ value, label: t(`matters.${value}`) }))} />;
    case 'contactRole': return <ChoiceField {...props} options={contactRoles.map((value) => ({ value, label: t(`contactRoles.${value}`) }))} />;
    case 'serviceRole': return <ChoiceField {...props} options={serviceRoles.map((value) => ({ value, label: t(`serviceRoles.${value}`) }))} />;
    case 'stage': return <ChoiceField {...props} options={stages ?? []} />;
    case 'area': return <Form.Item name={name} label={props.label} rules={[{ required: true, message: t('required') }]}><ServedAreaField /></Form.Item>;
    default: return <TextField {...props} />;
  }
}
