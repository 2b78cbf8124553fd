/** The fields of an inspection, in the order in which they are found out. */
import { Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Conditions } from './Conditions';
import { Fix } from './Fix';
import './inspection.css';
import { Occasion } from './Occasion';
import { Photos } from './Photos';
import { Tapes } from './Tapes';
import type { Subject, Values } from './values';

interface Props {
  subject: Subject;
  login: string;
  record: string;
  touched: () => void;
  folded?: boolean;
}

export function Fields({ subject, login, record, touched, folded }: Props) {
  const { t } = useTranslation();
  const { marker } = subject;
  const near: [number, number] | undefined = marker?.lon != null && marker.lat != null ? [marker.lon, marker.lat] : undefined;
  return (
    <>
      <Conditions />
      {!marker && <Stretch />}
      <Photos login={login} record={record} />
      <Fix near={near} folded={folded} touched={touched} />
      {marker && <Tapes marker={marker} />}
      <Form.Item name="note" label={t('field.note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <Occasion />
    </>
  );
}

/** From where to where, in kilometres from the start of the line; without an end a point. */
function Stretch() {
  const { t } = useTranslation('field');
  const form = Form.useFormInstance<Values>();
  const valueOf = (name: keyof Values) => form.getFieldValue(name) as number | null | undefined;
  return (
    <div className="pair">
      <Form.Item
        name="from_km" label={t('fromKm')} dependencies={['lon', 'to_km']}
        rules={[{ validator: (_, from: number | null) => (from != null || (valueOf('lon') != null && valueOf('to_km') == null) ? Promise.resolve() : Promise.reject(new Error(t('whereNeeded')))) }]}
      >
        <InputNumber controls={false} min={0} precision={3} suffix="km" inputMode="decimal" />
      </Form.Item>
      <Form.Item
        name="to_km" label={t('toKm')} dependencies={['from_km']}
        rules={[{ validator: (_, to: number | null) => (to == null || to >= (valueOf('from_km') ?? 0) ? Promise.resolve() : Promise.reject(new Error(t('reversed')))) }]}
      >
        <InputNumber controls={false} min={0} precision={3} suffix="km" inputMode="decimal" />
      </Form.Item>
    </div>
  );
}
