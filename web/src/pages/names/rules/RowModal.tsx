/** A row of a list, new or to be changed. */
import { Alert, Form, Modal, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { ChoiceField, NumberField, TagsField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { type Column, type FieldName, type ListName, lists, newRows, type Row, rowBody } from './rules';

export function RowModal({ list, row, onClose }: { list: ListName; row: Row | undefined; onClose: () => void }) {
  const { t } = useTranslation('rules');
  const [form] = Form.useForm<Partial<Record<FieldName, unknown>>>();
  const { submit, busy, message } = useFormSend<Row>(form, onClose);
  const path = `/gazetteer/rules/${list}`;
  const save = (values: Partial<Record<FieldName, unknown>>) => {
    const body = rowBody(lists[list], values);
    void submit(row ? { method: 'PUT', path: `${path}/${row.id}`, body, ifMatch: row.version } : { method: 'POST', path, body });
  };
  return (
    <Modal open title={t(row ? 'editRow' : 'addRow')} onOk={form.submit} okText={t('save')} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={row ?? newRows[list]} onFinish={save} requiredMark={false} className="judge-form">
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        {lists[list].map((column) => <Field key={column.name} column={column} />)}
      </Form>
    </Modal>
  );
}

function Field({ column }: { column: Column }) {
  const { t } = useTranslation('rules');
  const label = t(`columns.${column.name}`);
  switch (column.as) {
    case 'text': return <TextField name={column.name} label={label} required={column.required} />;
    case 'lines': return <TextField name={column.name} label={label} rows={2} />;
    case 'tags': return <TagsField name={column.name} label={label} />;
    case 'number': return <NumberField name={column.name} label={label} min={1} whole />;
    case 'yes': return <Form.Item name={column.name} label={label} valuePropName="checked"><Switch /></Form.Item>;
    case 'choice': return <ChoiceField name={column.name} label={label} required options={column.of.map((value) => ({ value, label: t(`choices.${value}`) }))} />;
  }
}
