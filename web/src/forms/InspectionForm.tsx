/** Logging what was found at a marker; see api/outbox.ts for how it gets to the service. */
import { AimOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deliver, put } from '../api/outbox';
import { useRecord } from '../api/queries';
import { useSession } from '../api/session';
import { type Condition, conditions, type Inspection, type Marker } from '../api/types';
import { time } from '../lib/format';
import { read, write } from '../lib/store';
import { uuid } from '../lib/uuid';
import { useMapParams } from '../pages/map/params';
import { PanelHead } from '../pages/map/panel/Panel';
import { Failed, Loading } from '../shell/States';
import { reconcile } from './conditions';
import { draftKey, readDraft } from './draft';
import './forms.css';
import { useDraft } from './useDraft';

interface Values {
  kind: Inspection['kind'];
  round?: number;
  /** Local time as the input shows it. */
  observed_at: string;
  observer: string;
  conditions: Condition[];
  lon?: number | null;
  lat?: number | null;
  accuracy_m?: number | null;
  crs: NonNullable<Inspection['crs']>;
  note?: string;
}

export function InspectionForm({ markerId }: { markerId: string }) {
  const { t } = useTranslation();
  const { go } = useMapParams();
  const { data, error, refetch } = useRecord('marker', markerId);
  const back = () => go({ kind: 'marker', id: markerId }, undefined, true);
  if (data) return <Sheet marker={data} back={back} />;
  return (
    <>
      <PanelHead title={t('inspection.new')} onClose={back} />
      {error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />}
    </>
  );
}

/** One name for this browser in the records, kept from visit to visit. */
function deviceId(): string {
  const known = read<string>('cairn.device');
  if (known) return known;
  const made = `web-${uuid().slice(0, 8)}`;
  write('cairn.device', made);
  return made;
}

/** What is sent: empty fields left out, the time with its offset. */
export function inspectionOf(values: Values, marker: string, id: string, device: string): Inspection {
  const { lon, lat, accuracy_m, crs, note, round, ...rest } = values;
  const fixed = lon != null && lat != null;
  return {
    ...rest, id, marker, device_id: device,
    observed_at: new Date(values.observed_at).toISOString(),
    ...(values.kind === 'round' ? { round } : {}),
    ...(fixed ? { lon, lat, crs, ...(accuracy_m != null ? { accuracy_m } : {}) } : {}),
    ...(note ? { note } : {}),
  };
}

function Sheet({ marker, back }: { marker: Marker; back: () => void }) {
  const { t } = useTranslation();
  const account = useSession().account;
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const login = account?.login ?? '';
  const key = draftKey(login, 'inspection', marker.id);
  const [draft] = useState(() => readDraft(key));
  const [start] = useState<Values>(
    () => (draft?.values as unknown as Values) ?? {
      kind: 'patrol', observed_at: time(new Date().toISOString()).replace(' ', 'T'), observer: account?.name ?? '', conditions: [], crs: 'wgs84',
    },
  );
  const [busy, setBusy] = useState(false);
  const kind = Form.useWatch('kind', form);

  const { changed, forget } = useDraft(key, () => ({ ...form.getFieldsValue(true) }), null);

  const submit = async (values: Values) => {
    setBusy(true);
    const inspection = inspectionOf(values, marker.number, uuid(), deviceId());
    put(login, marker.id, inspection);
    forget();
    await deliver(inspection.id);
    await Promise.all([client.invalidateQueries({ queryKey: ['inspections'] }), client.invalidateQueries({ queryKey: ['record', 'marker', marker.id] })]);
    back();
  };

  return (
    <>
      <PanelHead title={t('inspection.new')} kind={marker.number} sub={marker.description} onClose={back} />
      <Form form={form} layout="vertical" className="record-form" initialValues={start} requiredMark={false} scrollToFirstError onValuesChange={changed} onFinish={(values) => void submit(values)} disabled={busy}>
        <div className="form-body">
          {draft && <Alert type="info" showIcon title={t('form.draft', { time: time(draft.savedAt) })} />}
          <Conditions />
          <Fix />
          <Form.Item name="note" label={t('field.note')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
          </Form.Item>
          <div className="pair">
            <Form.Item name="kind" label={t('field.inspection_kind')}>
              <Select options={(['patrol', 'round'] as const).map((value) => ({ value, label: t(`inspectionKind.${value}`) }))} />
            </Form.Item>
            {kind === 'round' && (
              <Form.Item name="round" label={t('field.round')} rules={[{ required: true, message: t('form.required') }]}>
                <InputNumber controls={false} min={1} precision={0} inputMode="numeric" />
              </Form.Item>
            )}
          </div>
          <div className="pair">
            <Form.Item name="observed_at" label={t('field.observed_at')} rules={[{ required: true, message: t('form.required') }]}>
              <Input type="datetime-local" />
            </Form.Item>
            <Form.Item name="observer" label={t('field.observer')} rules={[{ required: true, whitespace: true, message: t('form.required') }]}>
              <Input maxLength={100} />
            </Form.Item>
          </div>
        </div>
        <div className="form-foot">
          <p className="muted">{t('inspection.safe')}</p>
          <div className="form-buttons">
            <Button onClick={back}>{t('form.later')}</Button>
            <Button type="primary" htmlType="submit" loading={busy}>
              {t('inspection.save')}
            </Button>
          </div>
        </div>
      </Form>
    </>
  );
}

function Conditions() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Values>();
  return (
    <Form.Item
      name="conditions" label={t('field.conditions')} rules={[{ required: true, type: 'array', min: 1, message: t('inspection.chooseCondition') }]}
      getValueFromEvent={(chosen: Condition[]) => reconcile(chosen, form.getFieldValue('conditions') as Condition[])}
    >
      <Checkbox.Group className="conditions" options={conditions.map((value) => ({ value, label: t(`condition.${value}`) }))} />
    </Form.Item>
  );
}

/** Position by the device or typed, with its accuracy and coordinate system. */
function Fix() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Values>();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const locate = () => {
    setState('busy');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.setFieldsValue({
          lon: Number(coords.longitude.toFixed(7)), lat: Number(coords.latitude.toFixed(7)), accuracy_m: Math.round(coords.accuracy * 10) / 10, crs: 'wgs84',
        });
        setState('idle');
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 0 },
    );
  };
  return (
    <fieldset className="position">
      <legend>{t('field.position')}</legend>
      <Button icon={<AimOutlined />} loading={state === 'busy'} disabled={!('geolocation' in navigator)} onClick={locate}>
        {t('form.here')}
      </Button>
      {state === 'failed' && <Alert type="warning" showIcon title={t('inspection.noFix')} />}
      <div className="pair">
        <Form.Item name="lon" label={t('field.lon')} rules={[{ type: 'number', min: -180, max: 180, message: t('form.range', { low: -180, high: 180 }) }]}>
          <InputNumber controls={false} inputMode="decimal" />
        </Form.Item>
        <Form.Item name="lat" label={t('field.lat')} rules={[{ type: 'number', min: -90, max: 90, message: t('form.range', { low: -90, high: 90 }) }]}>
          <InputNumber controls={false} inputMode="decimal" />
        </Form.Item>
        <Form.Item name="accuracy_m" label={t('field.accuracy_m')}>
          <InputNumber controls={false} min={0} suffix="m" inputMode="decimal" />
        </Form.Item>
        <Form.Item name="crs" label={t('field.crs')}>
          <Select options={(['wgs84', 'gcj02', 'bd09'] as const).map((value) => ({ value, label: t(`crs.${value}`) }))} />
        </Form.Item>
      </div>
    </fieldset>
  );
}
