/** The question of a run, with values that make sense to begin with. */
import { Alert, Button, Form, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { send } from '../../../api/client';
import { useClasses, useCounties, useKinds } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { ChoiceField, DateField, NumberField, TextField } from '../../../forms/fields';
import { useNamed } from '../../../forms/named';
import { useFilters } from '../../../lib/filters';
import { today } from '../../../lib/format';
import { useFormSend } from '../../../parts/useFormSend';
import { errorText } from '../../../shell/States';
import '../../pages.css';
import { methods, type Run, runsPath } from './siting';
import './siting.css';

interface Values {
  name?: string;
  kind: string;
  area?: string;
  as_of: string;
  method: string;
  of: string;
  weight: string;
  by: string;
  metres?: number | null;
  minutes?: number | null;
  from: string;
  classes?: string[];
  spacing_m?: number | null;
  existing: string;
  planned: string;
  rules: boolean;
  sites?: number | null;
  budget?: number | null;
  price?: number | null;
  capacity?: number | null;
  alternatives?: number | null;
  solver: string;
  time_limit_s?: number | null;
}

interface Point { key?: string; name?: string; lon: number; lat: number }

const usual: Values = {
  kind: 'township_cemetery', as_of: '', method: 'lscp', of: 'townships', weight: 'population', by: 'presence', metres: 10_000, minutes: 60, from: 'grid', spacing_m: 3000,
  existing: 'fixed', planned: 'none', rules: true, alternatives: 3, solver: 'auto', time_limit_s: 30,
};

/** The question as the service takes it; what does not belong to the choices made stays out. */
export function askOf(v: Values, points: Point[]): Record<string, unknown> {
  const cover = v.by === 'distance' ? { by: v.by, metres: v.metres } : v.by === 'minutes' ? { by: v.by, minutes: v.minutes } : { by: v.by };
  const candidates = v.from === 'grid' ? { from: v.from, spacing_m: v.spacing_m } : v.from === 'points' ? { from: v.from, points } : v.from === 'places' ? { from: v.from, classes: v.classes } : { from: v.from };
  return Object.fromEntries(Object.entries({
    name: v.name, kind: v.kind, area: v.area, as_of: v.as_of, method: v.method, demand: { of: v.of, weight: v.weight }, cover, candidates,
    existing: v.existing, planned: v.planned, rules: v.rules, sites: v.sites, budget: v.budget, price: v.price,
    capacity: v.method === 'capacitated-mclp' ? v.capacity : undefined, alternatives: v.alternatives, solver: v.solver, time_limit_s: v.time_limit_s,
  }).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}

export function NewRunPage() {
  const { t } = useTranslation('siting');
  const { t: general } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const { values: preset } = useFilters(['kind', 'as_of', 'area']);
  const [points, setPoints] = useState<Point[]>([]);
  const { submit, busy, message } = useFormSend<Run>(form, ({ data }) => void navigate(`/coverage/siting/${data.id}`));
  const by = Form.useWatch('by', form) ?? usual.by;
  const method = Form.useWatch('method', form) ?? usual.method;
  const from = Form.useWatch('from', form) ?? usual.from;
  const choices = (group: string, keys: readonly string[]) => keys.map((value) => ({ value, label: t(`${group}.${value}` as 'methods.lscp') }));
  return (
    <div className="page wide-page">
      <header className="page-head"><h1>{t('newRun')}</h1></header>
      <Form
        className="siting-form" form={form} layout="vertical" requiredMark={false}
        initialValues={{ ...usual, as_of: preset.as_of || today(), kind: preset.kind || usual.kind, area: preset.area || undefined }}
        onFinish={(values: Values) => void submit({ method: 'POST', path: runsPath, body: askOf(values, points) })}
      >
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <fieldset className="card"><legend>{t('question')}</legend>
          <div className="siting-fields">
            <KindField />
            <ChoiceField name="method" label={t('method')} options={choices('methods', methods)} required />
            <DateField name="as_of" label={t('asOf')} required />
            <CountyField />
            <ChoiceField name="by" label={t('coverBy')} options={choices('cover', ['presence', 'distance', 'minutes'])} />
            {by === 'distance' && <NumberField name="metres" label={t('metres')} min={1} max={500_000} unit="m" required />}
            {by === 'minutes' && <NumberField name="minutes" label={t('minutes')} min={1} max={1440} required />}
            <ChoiceField name="of" label={t('demand')} options={choices('of', by === 'presence' ? ['townships', 'counties'] : ['townships', 'villages'])} />
            <ChoiceField name="weight" label={t('weight')} options={choices('weights', ['population', 'age60', 'equal'])} />
            {method !== 'lscp' && <NumberField name="sites" label={t('maxSites')} min={0} max={1000} whole />}
          </div>
        </fieldset>
        <fieldset className="card"><legend>{t('candidates')}</legend>
          <div className="siting-fields">
            <ChoiceField name="from" label={t('from')} options={choices('source', ['grid', 'villages', 'places', 'points', 'facilities'])} />
            {from === 'grid' && <NumberField name="spacing_m" label={t('spacing')} min={50} max={100_000} unit="m" whole required />}
            {from === 'places' && <ClassesField />}
            {from === 'points' && <PointsField points={points} onPoints={setPoints} />}
            <ChoiceField name="existing" label={t('existing')} options={choices('existingIs', ['fixed', 'none'])} />
            <ChoiceField name="planned" label={t('planned')} options={choices('plannedIs', ['none', 'fixed', 'candidates'])} />
            <Form.Item name="rules" label={t('keepRules')} valuePropName="checked"><Switch /></Form.Item>
          </div>
        </fieldset>
        <fieldset className="card"><legend>{t('limits')}</legend>
          <div className="siting-fields">
            {method !== 'lscp' && <NumberField name="budget" label={t('budget')} />}
            {method !== 'lscp' && <NumberField name="price" label={t('price')} />}
            {method === 'capacitated-mclp' && <NumberField name="capacity" label={t('capacity')} required={from !== 'points' && from !== 'facilities'} />}
            <NumberField name="alternatives" label={t('alternatives')} max={20} whole />
            <ChoiceField name="solver" label={t('solver')} options={choices('solvers', ['auto', 'go', 'cbc'])} />
            <NumberField name="time_limit_s" label={t('timeLimit')} min={1} max={600} unit="s" />
            <TextField name="name" label={t('name')} />
          </div>
        </fieldset>
        <div className="row-actions"><Button type="primary" htmlType="submit" loading={busy}>{t('begin')}</Button><Button onClick={() => void navigate('/coverage/siting')}>{general('action.cancel', { defaultValue: t('back') })}</Button></div>
      </Form>
    </div>
  );
}

function KindField() {
  const { t } = useTranslation('siting');
  const { data } = useKinds();
  const named = useNamed();
  const options = [...(data?.groups ?? []), ...(data?.items ?? [])].filter((one) => !one.retired).map((one) => ({ value: one.code, label: named(one) }));
  return <ChoiceField name="kind" label={t('kind')} options={options} required />;
}

/** Classes of the gazetteer whose current places are candidates. */
function ClassesField() {
  const { t } = useTranslation('siting');
  const { data } = useClasses();
  return <ChoiceField name="classes" label={t('placeClasses')} options={(data ?? []).map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))} multiple required />;
}

function CountyField() {
  const { t } = useTranslation('siting');
  const { prefecture } = useSession();
  const { data } = useCounties(prefecture.code);
  return <ChoiceField name="area" label={t('area_')} options={(data ?? []).map((one) => ({ value: one.code, label: one.name }))} clear />;
}

/** A file of points is read by the service, which says what is wrong in it. */
function PointsField({ points, onPoints }: { points: Point[]; onPoints: (points: Point[]) => void }) {
  const { t } = useTranslation('siting');
  const { t: general } = useTranslation();
  const [error, setError] = useState<string>();
  const read = async (file: File | undefined) => {
    if (!file) return;
    setError(undefined);
    try {
      const { data } = await send<{ points: Point[] }>('POST', '/siting/points', { query: { file: file.name }, body: new Blob([file], { type: 'application/octet-stream' }) });
      onPoints(data.points);
    } catch (cause) {
      onPoints([]);
      setError(errorText(cause as Error, general));
    }
  };
  return (
    <Form.Item label={t('pointsFile')} htmlFor="points-file" help={error ?? (points.length > 0 ? t('pointsRead', { count: points.length }) : t('pointsHint'))} validateStatus={error ? 'error' : undefined}>
      <input id="points-file" type="file" accept=".csv,.geojson,.json" onChange={(event) => void read(event.target.files?.[0])} />
    </Form.Item>
  );
}
