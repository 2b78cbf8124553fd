/** Distances by tape to the witnesses (方位物) of a marker: with a survey they are what decides whether it moved. */
import { Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Marker } from '../../api/types';
import { number } from '../../lib/format';

export function Tapes({ marker }: { marker: Marker }) {
  const { t } = useTranslation('field');
  const { t: tm } = useTranslation();
  const witnesses = marker.witnesses ?? [];
  if (witnesses.length === 0) return null;
  return (
    <fieldset className="position tapes">
      <legend>{t('tapes')}</legend>
      {witnesses.map((one) => (
        <Form.Item
          key={one.seq} name={['taped', String(one.seq)]} label={`${one.seq}. ${one.text}`}
          extra={one.distance_m == null ? undefined : t('registered', { metres: number(one.distance_m, 2) })}
          rules={[{ type: 'number', min: 0, max: 10_000, message: tm('form.range', { low: 0, high: 10_000 }) }]}
        >
          <InputNumber controls={false} min={0} suffix="m" inputMode="decimal" />
        </Form.Item>
      ))}
    </fieldset>
  );
}
