/** A point chosen on a map or typed; the map goes to the line that was chosen. */
import { Form, InputNumber } from 'antd';
import type { Map as MapLibre } from 'maplibre-gl';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line } from '../../../../api/types';
import { useGet } from '../../../../parts/useGet';
import { ThingsMap } from './ThingsMap';
import type { Thing } from './thingsStyle';

const colour = '#0958d9';

export function PickPoint({ line }: { line: string | undefined }) {
  const { t } = useTranslation('findings');
  const { t: tm } = useTranslation();
  const form = Form.useFormInstance();
  const lon = Form.useWatch('lon') as number | null | undefined;
  const lat = Form.useWatch('lat') as number | null | undefined;
  const [map, setMap] = useState<MapLibre>();
  const { data } = useGet<Line>(`/boundaries/lines/${line ?? ''}`, {}, Boolean(line));
  const things = useMemo<Thing[]>(() => (typeof lon === 'number' && typeof lat === 'number'
    ? [{ type: 'Feature', properties: { key: 'point', label: '', colour }, geometry: { type: 'Point', coordinates: [lon, lat] } }] : []), [lon, lat]);
  useEffect(() => {
    if (!map) return;
    const clicked = map.on('click', ({ lngLat }) => {
      form.setFieldsValue({ lon: Number(lngLat.lng.toFixed(6)), lat: Number(lngLat.lat.toFixed(6)) });
      form.setFields([{ name: 'lon', errors: [] }, { name: 'lat', errors: [] }]);
    });
    return () => clicked.unsubscribe();
  }, [map, form]);
  const box = line && data?.code === line ? data.bbox : undefined;
  useEffect(() => {
    if (map && box) map.fitBounds(box, { padding: 30, animate: false });
  }, [map, box]);
  const rule = (low: number, high: number) => [{ required: true, message: tm('form.required') }, { type: 'number' as const, min: low, max: high, message: tm('form.range', { low, high }) }];
  return (
    <>
      <p className="muted">{t('map.pick')}</p>
      <ThingsMap small markers things={things} label={t('map.pick')} onMap={setMap} />
      <div className="form-grid">
        <Form.Item name="lon" label={tm('field.lon')} rules={rule(-180, 180)}><InputNumber controls={false} inputMode="decimal" placeholder="104.250000" /></Form.Item>
        <Form.Item name="lat" label={tm('field.lat')} rules={rule(-90, 90)}><InputNumber controls={false} inputMode="decimal" placeholder="23.370000" /></Form.Item>
      </div>
    </>
  );
}
