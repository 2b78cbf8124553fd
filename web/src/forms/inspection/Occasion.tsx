/** On what occasion, when and by whom: filled in already, seldom changed. */
import { Form, Input, InputNumber, Segmented } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenRound } from '../../api/rounds';
import type { Values } from './values';

export function Occasion() {
  const { t } = useTranslation('field');
  const { t: tm } = useTranslation();
  const form = Form.useFormInstance<Values>();
  const kind = Form.useWatch('kind', form);
  const { data: open } = useOpenRound();
  useEffect(() => {
    if (kind === 'round' && open && form.getFieldValue('round') == null) form.setFieldValue('round', open.number);
  }, [kind, open, form]);
  const required = { required: true, message: tm('form.required') };
  return (
    <>
      <Form.Item name="kind" label={tm('field.inspection_kind')}>
        <Segmented block size="large" options={(['patrol', 'round'] as const).map((value) => ({ value, label: tm(`inspectionKind.${value}`) }))} />
      </Form.Item>
      {kind === 'round' && (
        <Form.Item name="round" label={tm('field.round')} rules={[required]} extra={open ? undefined : t('noOpenRound')}>
          <InputNumber controls={false} min={1} max={99} precision={0} inputMode="numeric" />
        </Form.Item>
      )}
      <div className="pair">
        <Form.Item name="observed_at" label={tm('field.observed_at')} rules={[required]}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="observer" label={tm('field.observer')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
    </>
  );
}
