/** Position by the device or typed, with its accuracy, source and coordinate system. */
import { AimOutlined } from '@ant-design/icons';
import { Alert, Button, Form, InputNumber, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number, position } from '../../lib/format';
import { distance } from '../../lib/geodesy';
import type { Values } from './values';

interface Props {
  /** Where the marker is registered. */
  near?: [number, number];
  /** Typing coordinates is the exception: the fields stand behind a fold. */
  folded?: boolean;
  /** After a value was set without a key being pressed. */
  touched: () => void;
}

export function Fix({ near, folded, touched }: Props) {
  const { t } = useTranslation('field');
  const { t: tm } = useTranslation();
  const form = Form.useFormInstance<Values>();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const locate = () => {
    setState('busy');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.setFieldsValue({
          lon: Number(coords.longitude.toFixed(7)), lat: Number(coords.latitude.toFixed(7)), accuracy_m: Math.round(coords.accuracy * 10) / 10, crs: 'wgs84', source: 'phone',
        });
        touched();
        setState('idle');
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 5000 },
    );
  };
  return (
    <fieldset className="position">
      <legend>{tm('field.position')}</legend>
      <Button icon={<AimOutlined />} loading={state === 'busy'} disabled={!('geolocation' in navigator)} onClick={locate}>
        {tm('form.here')}
      </Button>
      {state === 'failed' && <Alert type="warning" showIcon title={tm('inspection.noFix')} />}
      <Said near={near} />
      <Fold on={folded} label={t('fix.type')}>
        <div className="pair">
          <Form.Item name="lon" label={tm('field.lon')} rules={[{ type: 'number', min: -180, max: 180, message: tm('form.range', { low: -180, high: 180 }) }]}>
            <InputNumber controls={false} inputMode="decimal" />
          </Form.Item>
          <Form.Item name="lat" label={tm('field.lat')} rules={[{ type: 'number', min: -90, max: 90, message: tm('form.range', { low: -90, high: 90 }) }]}>
            <InputNumber controls={false} inputMode="decimal" />
          </Form.Item>
          <Form.Item name="accuracy_m" label={tm('field.accuracy_m')}>
            <InputNumber controls={false} min={0} suffix="m" inputMode="decimal" />
          </Form.Item>
          <Form.Item name="source" label={t('fix.source')}>
            <Select allowClear options={(['phone', 'rtk', 'map', 'paper'] as const).map((value) => ({ value, label: t(`fix.sources.${value}`) }))} />
          </Form.Item>
        </div>
        <Form.Item name="crs" label={tm('field.crs')}>
          <Select options={(['wgs84', 'gcj02', 'bd09'] as const).map((value) => ({ value, label: tm(`crs.${value}`) }))} />
        </Form.Item>
      </Fold>
    </fieldset>
  );
}

function Fold({ on, label, children }: { on?: boolean; label: string; children: ReactNode }) {
  if (!on) return <>{children}</>;
  return (
    <details className="more-fields">
      <summary>{label}</summary>
      {children}
    </details>
  );
}

/** The position in one line, with its accuracy, and how far it is from where the marker is registered. */
function Said({ near }: { near?: [number, number] }) {
  const { t } = useTranslation('field');
  const form = Form.useFormInstance<Values>();
  const values = Form.useWatch((all: Values) => ({ lon: all.lon, lat: all.lat, accuracy: all.accuracy_m, crs: all.crs }), form);
  if (values?.lon == null || values.lat == null) return <p className="muted">{t('fix.none')}</p>;
  const comparable = values.crs === 'wgs84' || values.crs === 'cgcs2000';
  return (
    <p className="fix-said">
      {position(values.lon, values.lat)}
      {values.accuracy != null && ` ±${number(values.accuracy)} m`}
      {near && comparable && ` · ${t('fix.fromMarker', { metres: number(Math.round(distance([values.lon, values.lat], near))) })}`}
    </p>
  );
}
