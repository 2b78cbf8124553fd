/** A draft of a change of areas: what changes by which reply, and the areas as they are to be. */
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Form, type FormInstance, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateField, TextField } from '../../../forms/fields';
import { AreaCodes } from './AreaCodes';
import { emptyValues, type Kind, kinds, type Level, levels, type Values } from './areas';
import { PartFields } from './PartFields';

interface Props {
  form: FormInstance<Values>;
  start: Values;
  busy: boolean;
  message: string | undefined;
  onChange: () => void;
  onSave: (values: Values) => void;
}

export function ChangeForm({ form, start, busy, message, onChange, onSave }: Props) {
  const { t } = useTranslation('areachange');
  const kind = Form.useWatch('kind', form) ?? start.kind;
  const level = Form.useWatch('level', form) ?? start.level;
  const restart = (next: Kind) => form.setFieldsValue({ parts: emptyValues(next).parts, whole: undefined });
  return (
    <Form form={form} layout="vertical" initialValues={start} onValuesChange={onChange} onFinish={onSave} requiredMark={false} className="area-form" scrollToFirstError>
      {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
      <div className="form-grid">
        <Form.Item name="kind" label={t('kind')} extra={t(`kindHint.${kind}`)}>
          <Select<Kind> options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))} onChange={restart} />
        </Form.Item>
        <Form.Item name="level" label={t('level')}>
          <Select<Level> options={levels.map((value) => ({ value, label: t(`levels.${value}`) }))} onChange={() => restart(kind)} />
        </Form.Item>
        <TextField name="title" label={t('title')} required />
        <DateField name="effective_on" label={t('effective_on')} extra={t('effectiveHint')} />
        <TextField name="authority" label={t('authority')} />
        <TextField name="document" label={t('document')} />
        <DateField name="approved_on" label={t('approved_on')} />
      </div>
      {kind === 'split' && (
        <Form.Item name="whole" label={t('whole')} rules={[{ required: true, message: t('required') }]}>
          <AreaCodes key={level} level={level} />
        </Form.Item>
      )}
      <Form.List name="parts">
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map(({ key, name }) => (
              <PartFields key={key} index={name} kind={kind} level={level} drop={fields.length > (kind === 'split' ? 2 : 1) ? () => remove(name) : undefined} />
            ))}
            <Form.ErrorList errors={errors} />
            {kind !== 'merge' && <Button icon={<PlusOutlined />} onClick={() => add({})}>{t('addPart')}</Button>}
          </>
        )}
      </Form.List>
      {kind !== 'rename' && level !== 'village' && <TextField name="codes" label={t('codes')} extra={t('codesHint')} rows={2} />}
      <TextField name="note" label={t('note')} rows={2} />
      <Button type="primary" htmlType="submit" loading={busy}>{t('saveDraft')}</Button>
    </Form>
  );
}
