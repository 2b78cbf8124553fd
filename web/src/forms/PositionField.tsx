/** A position: clicked on the map, taken from the device, or typed. */
import { AimOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, InputNumber } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { locateOptions } from '../api/queries';
import { useMapBus } from '../pages/map/bus';
import { useSettled } from '../pages/map/useSuggestions';

interface Props {
  /** The field with the declared area; filled from the position while it is empty. */
  areaField?: string;
  required?: boolean;
  /** Tells the form of a value set by the map: antd reports only typed ones. */
  touched: () => void;
}

export function PositionField({ areaField, required, touched }: Props) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const lon = Form.useWatch('lon', form) as number | undefined;
  const lat = Form.useWatch('lat', form) as number | undefined;
  const [picking, setPicking] = useState(false);
  const { setRequest, map } = useMapBus();

  useEffect(() => {
    const point = lon === undefined || lat === undefined || lon === null || lat === null ? undefined : { lon, lat };
    setRequest({
      point,
      picking,
      onPoint: (at) => {
        form.setFieldsValue({ lon: at.lon, lat: at.lat });
        form.setFields([{ name: 'lon', errors: [] }, { name: 'lat', errors: [] }]);
        setPicking(false);
        touched();
      },
    });
  }, [lon, lat, picking, setRequest, form, touched]);
  useEffect(() => () => setRequest(undefined), [setRequest]);

  const here = () =>
    navigator.geolocation?.getCurrentPosition(({ coords }) => {
      form.setFieldsValue({ lon: Number(coords.longitude.toFixed(7)), lat: Number(coords.latitude.toFixed(7)) });
      touched();
      map?.easeTo({ center: [coords.longitude, coords.latitude], zoom: 14 });
    });

  const rule = (low: number, high: number) => [
    { required, message: t('form.required') },
    { type: 'number' as const, min: low, max: high, message: t('form.range', { low, high }) },
  ];
  return (
    <fieldset className="position">
      <legend>{t('field.position')}</legend>
      <div className="position-buttons">
        {map && (
          <Button icon={<EnvironmentOutlined />} type={picking ? 'primary' : 'default'} aria-pressed={picking} onClick={() => setPicking(!picking)}>
            {picking ? t('form.picking') : t('form.pick')}
          </Button>
        )}
        {'geolocation' in navigator && (
          <Button icon={<AimOutlined />} onClick={here}>
            {t('form.here')}
          </Button>
        )}
      </div>
      <div className="pair">
        <Form.Item name="lon" label={t('field.lon')} rules={rule(-180, 180)}>
          <InputNumber controls={false} inputMode="decimal" placeholder="104.250000" />
        </Form.Item>
        <Form.Item name="lat" label={t('field.lat')} rules={rule(-90, 90)}>
          <InputNumber controls={false} inputMode="decimal" placeholder="23.370000" />
        </Form.Item>
      </div>
      <Located lon={lon} lat={lat} areaField={areaField} touched={touched} />
    </fieldset>
  );
}

/** Says in which area the position lies, and when that is not the declared one. */
export function Located({ lon, lat, areaField, touched }: { lon?: number; lat?: number; areaField?: string; touched: () => void }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const declared = Form.useWatch(areaField ?? 'area_code', form) as string | undefined;
  const at = useSettled(lon != null && lat != null ? `${lon},${lat}` : '');
  const [x, y] = at.split(',').map(Number) as [number, number];
  const { data } = useQuery({ ...locateOptions(x, y), enabled: at !== '', retry: false });
  const township = data?.find((area) => area.level === 'township');
  const code = township?.code;

  useEffect(() => {
    if (!areaField || !code || form.getFieldValue(areaField)) return;
    form.setFieldsValue({ [areaField]: code });
    touched();
  }, [areaField, code, form, touched]);

  if (!at || !data) return null;
  if (data.length === 0) return <Alert type="warning" showIcon title={t('form.outsideAll')} />;
  const where = data.filter((area) => area.level !== 'province').map((area) => area.name).join(' › ');
  const elsewhere = areaField && declared && declared.length >= 9 && code && !declared.startsWith(code);
  return <Alert type={elsewhere ? 'warning' : 'success'} showIcon title={elsewhere ? t('form.outside', { where }) : t('form.inside', { where })} />;
}
