/** Where it is: at a marker, at a chainage of a line, or at a point of the map. */
import { Form, InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { PickPoint } from './parts/PickPoint';
import { LinePicker, MarkerPicker } from './parts/pickers';
import { wheres } from './report';

export function WhereFields() {
  const { t } = useTranslation('findings');
  const { t: tm } = useTranslation();
  const where = Form.useWatch('where') as (typeof wheres)[number] | undefined;
  const line = Form.useWatch('line_code') as string | undefined;
  const required = { required: true, message: tm('form.required') };
  return (
    <fieldset className="where">
      <Form.Item name="where" label={t('place')}>
        <Radio.Group options={wheres.map((value) => ({ value, label: t(`wheres.${value}`) }))} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item name="line_code" label={t('line')} rules={where === 'marker' ? [] : [required]} extra={where === 'marker' ? t('fields.lineHint') : undefined}>
          <LinePicker placeholder={t('fields.chooseLine')} />
        </Form.Item>
        <Form.Item name="marker" label={t('marker')} rules={where === 'marker' ? [required] : []} extra={where === 'marker' ? undefined : t('fields.markerHint')}>
          <MarkerPicker line={line} placeholder={t('fields.chooseMarker')} />
        </Form.Item>
        {where === 'chainage' && (
          <Form.Item name="chainage_km" label={t('fields.chainage')} rules={[required]} extra={t('fields.chainageHint')}>
            <InputNumber controls={false} min={0} suffix="km" inputMode="decimal" />
          </Form.Item>
        )}
      </div>
      {where === 'point' && <PickPoint line={line} />}
    </fieldset>
  );
}
