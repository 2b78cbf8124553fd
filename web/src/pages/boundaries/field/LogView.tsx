/** The third step: what was found. Big targets, the thumb's bar below, nothing lost by a reload. */
import { Alert, Button, Checkbox, Form } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useRecord } from '../../../api/queries';
import type { Line, Marker, StoredInspection } from '../../../api/types';
import { Fields } from '../../../forms/inspection/Fields';
import '../../../forms/forms.css';
import { useInspection } from '../../../forms/inspection/useInspection';
import type { Subject } from '../../../forms/inspection/values';
import { time } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { Bar } from './Bar';
import { chainage, far } from './field';
import { positionNow, usePosition } from './position';
import { useRecording } from './recorder';
import { featureOf, trackLength } from './track';
import { addressOf, type Place } from './useField';

interface Props {
  line: Line;
  place: Place;
}

export function LogView({ line, place }: Props) {
  if (place.corrects) return <Correcting line={line} place={place} id={place.corrects} />;
  return <About line={line} place={place} />;
}

/** The record that is corrected comes first: its values fill the form. */
function Correcting({ id, ...rest }: Props & { id: string }) {
  const { data, error, refetch } = useGet<StoredInspection>(`/boundaries/inspections/${id}`);
  if (data) return <About {...rest} corrects={data} />;
  return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
}

function About({ line, place, corrects }: Props & { corrects?: StoredInspection }) {
  return place.marker ? <AtMarker line={line} place={place} corrects={corrects} id={place.marker} /> : <Sheet line={line} place={place} corrects={corrects} />;
}

function AtMarker({ id, ...rest }: Props & { corrects?: StoredInspection; id: string }) {
  const { data, error, refetch } = useRecord('marker', id);
  if (data) return <Sheet {...rest} marker={data} />;
  return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
}

function Sheet({ line, place, marker, corrects }: Props & { marker?: Marker; corrects?: StoredInspection }) {
  const { t } = useTranslation('field');
  const { t: tm } = useTranslation();
  const navigate = useNavigate();
  const back = () => void navigate(corrects ? '/boundaries/field/records' : addressOf({ line: line.code, stretch: place.stretch, kind: place.kind }));
  // A record about a marker names it alone: the line is where it was reached from.
  const subject: Subject = marker ? { marker } : { line: { code: line.code, name: line.name }, from: place.stretch?.[0], to: place.stretch?.[1] };
  const [full, setFull] = useState(false);
  const { form, start, draft, busy, changed, submit, login } = useInspection({
    subject, corrects, kind: corrects?.kind ?? place.kind, done: (_, kept) => (kept ? back() : setFull(true)),
  });
  usePrefill(!draft && !corrects, form, changed);
  const recording = useRecording(login);
  const [withTrack, setWithTrack] = useState(!marker);
  const feature = recording && featureOf(recording.points);
  return (
    <Form
      form={form} layout="vertical" className="field-form" size="large" initialValues={start} requiredMark={false} scrollToFirstError disabled={busy}
      onValuesChange={changed} onFinish={(values) => void submit(values, withTrack && !corrects ? feature : undefined)}
    >
      <header className="field-head">
        <h1 className="field-title">{corrects ? t('correcting') : marker ? t('marker', { number: marker.number }) : t('stretch')}</h1>
        <p className="muted">{line.name}{marker ? marker.description && ` · ${marker.description}` : ` · ${said(place.stretch)}`}</p>
      </header>
      {corrects && <Alert type="info" showIcon title={t('correctingHint', { time: time(corrects.observed_at), who: corrects.observer })} />}
      {draft && <Alert type="info" showIcon title={tm('form.draft', { time: time(draft.savedAt) })} />}
      {full && <Alert type="error" showIcon title={t('full')} />}
      <Fields subject={subject} login={login} record={start.id} touched={changed} folded />
      {recording && feature && !corrects && (
        <Checkbox checked={withTrack} onChange={(event) => setWithTrack(event.target.checked)} className="with-track">
          {t('withTrack', { far: far(trackLength(recording.points)) })}
        </Checkbox>
      )}
      <p className="muted">{tm('inspection.safe')}</p>
      <Bar>
        <Button className="field-action" onClick={back}>{tm('form.later')}</Button>
        <Button className="field-action" type="primary" htmlType="submit" loading={busy}>{t('save')}</Button>
      </Bar>
    </Form>
  );
}

const said = (stretch: [number, number] | undefined) => (stretch ? stretch.map(chainage).filter((text, i, all) => all.indexOf(text) === i).join(' → ') : '');

/** Older than this a fix may be of another place. */
const freshMs = 60_000;

/** The position goes in by itself once it is there, until somebody has put one in. */
function usePrefill(wanted: boolean, form: ReturnType<typeof useInspection>['form'], changed: () => void): void {
  const { fix } = usePosition();
  const known = fix !== undefined;
  useEffect(() => {
    const now = positionNow().fix;
    if (!wanted || !now || Date.now() - now.at > freshMs || form.getFieldValue('lon') != null) return;
    form.setFieldsValue({ lon: Number(now.lon.toFixed(7)), lat: Number(now.lat.toFixed(7)), accuracy_m: Math.round(now.accuracy * 10) / 10, crs: 'wgs84', source: 'phone' });
    changed();
  }, [wanted, known, form, changed]);
}
