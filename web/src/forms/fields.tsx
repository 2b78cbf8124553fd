/** Small inputs that several forms share. */
import { Form, Input, InputNumber, Select } from 'antd';
import type { Rule } from 'antd/es/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface FieldProps {
  name: string | (string | number)[];
  label: string;
  required?: boolean;
  extra?: ReactNode;
}

export interface BodyProps {
  isNew: boolean;
  /** For values that a control sets by itself, which the form does not report. */
  touched: () => void;
  /** The service asked why the point lies outside its declared area. */
  asksReason: boolean;
  /** Of a record that is there already: its id and its name. */
  id?: string;
  original?: string;
}

function useRules(required: boolean | undefined): Rule[] {
  const { t } = useTranslation();
  return required ? [{ required: true, message: t('form.required') }] : [];
}

/** Names may be long, but not the 10,000 characters that the service refuses. */
const longest = 500;

export function TextField({ name, label, required, extra, rows, placeholder }: FieldProps & { rows?: number; placeholder?: string }) {
  const rules = useRules(required);
  return (
    <Form.Item name={name} label={label} rules={rules} extra={extra} required={required}>
      {rows ? <Input.TextArea autoSize={{ minRows: rows, maxRows: 12 }} maxLength={20_000} /> : <Input maxLength={longest} autoComplete="off" placeholder={placeholder} />}
    </Form.Item>
  );
}

interface NumberProps extends FieldProps {
  min?: number;
  max?: number;
  unit?: string;
  whole?: boolean;
  /** May be below zero unless `min` says otherwise. */
  signed?: boolean;
}

export function NumberField({ name, label, required, extra, signed, min = signed ? undefined : 0, max, unit, whole }: NumberProps) {
  const rules = useRules(required);
  return (
    <Form.Item name={name} label={label} rules={rules} extra={extra}>
      <InputNumber controls={false} min={min} max={max} precision={whole ? 0 : undefined} suffix={unit} inputMode={whole ? 'numeric' : 'decimal'} />
    </Form.Item>
  );
}

/** A date by the device's own picker, YYYY-MM-DD. */
export function DateField({ name, label, required, extra }: FieldProps) {
  const rules = useRules(required);
  return (
    <Form.Item name={name} label={label} rules={rules} extra={extra}>
      <Input type="date" max="9999-12-31" />
    </Form.Item>
  );
}

/** Several texts, each entered with Enter or separated by 、;, */
export function TagsField({ name, label, extra }: FieldProps) {
  return (
    <Form.Item name={name} label={label} extra={extra}>
      <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', ';', '；', ',', '，']} />
    </Form.Item>
  );
}

export interface Choice {
  value: string | number | boolean;
  label: ReactNode;
}

export function ChoiceField({ name, label, required, extra, options, multiple, clear }: FieldProps & { options: Choice[]; multiple?: boolean; clear?: boolean }) {
  const rules = useRules(required);
  return (
    <Form.Item name={name} label={label} rules={rules} extra={extra}>
      <Select options={options} mode={multiple ? 'multiple' : undefined} allowClear={clear} showSearch={{ optionFilterProp: 'label' }} />
    </Form.Item>
  );
}

export function PositionReason({ asked }: { asked: boolean }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const given = Form.useWatch('position_reason', { form, preserve: true }) as string | undefined;
  if (!asked && !given) return null;
  return <TextField name="position_reason" label={t('field.position_reason')} extra={t('form.positionReasonHint')} rows={2} required={asked} />;
}
