/** Drawing a scenario: sites by a click on the map or by coordinates, with what keeps sites away from there. */
import { Alert, Button, Form } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useKinds } from '../../../api/queries';
import { ChoiceField, TextField } from '../../../forms/fields';
import { useNamed } from '../../../forms/named';
import { today } from '../../../lib/format';
import { useFormSend } from '../../../parts/useFormSend';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { Explained } from '../siting/Explained';
import { type Place, pointsOf, type Scenario, scenariosPath } from '../siting/siting';
import '../siting/siting.css';
import { type AreaClass, SiteMap } from '../siting/SiteMap';
import { NoZones, PlaceForm, useZones, ZoneSwitch } from '../siting/Zones';
import { added, changed, draftsOf, type Drawn, drawnOf } from './drawn';
import { SitesTable } from './SitesTable';

const nowhere: ReadonlyMap<string, AreaClass> = new Map();

export function NewScenarioPage() {
  return <Drawing scenario={undefined} />;
}

export function EditScenarioPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useGet<Scenario>(`${scenariosPath}/${id}`);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (data?.id !== id) return <Loading />;
  return <Drawing key={id} scenario={data} />;
}

interface Values { name: string; kind: string; note: string }

function Drawing({ scenario }: { scenario: Scenario | undefined }) {
  const { t } = useTranslation('siting');
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form) ?? scenario?.kind ?? 'township_cemetery';
  const [sites, setSites] = useState(() => drawnOf(scenario));
  const { submit, busy, message } = useFormSend<Scenario>(form, ({ data }) => void navigate(`/coverage/scenarios/${data.id}`));
  const back = scenario ? `/coverage/scenarios/${scenario.id}` : '/coverage/scenarios';
  const save = (values: Values) => {
    const body = { ...values, area_code: scenario?.area_code, sites: draftsOf(sites) };
    void submit(scenario ? { method: 'PUT', path: `${scenariosPath}/${scenario.id}`, ifMatch: scenario.version, body } : { method: 'POST', path: scenariosPath, body });
  };
  return (
    <div className="page wide-page">
      <p><Link to={back}>{t('backScenarios')}</Link></p>
      <header className="page-head"><h1>{scenario ? t('editSites') : t('drawScenario')}</h1></header>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ name: scenario?.name, kind, note: scenario?.note ?? '' }} onFinish={save}>
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <div className="siting-fields">
          <TextField name="name" label={t('name')} required />
          <KindField />
          <TextField name="note" label={t('note')} />
        </div>
      </Form>
      <Sites kind={kind} sites={sites} onSites={setSites} />
      <div className="row-actions"><Button type="primary" loading={busy} onClick={form.submit}>{t('save')}</Button><Button onClick={() => void navigate(back)}>{t('discard')}</Button></div>
    </div>
  );
}

function KindField() {
  const { t } = useTranslation('siting');
  const { data } = useKinds();
  const named = useNamed();
  return <ChoiceField name="kind" label={t('kind')} options={(data?.items ?? []).filter((one) => !one.retired).map((one) => ({ value: one.code, label: named(one) }))} required />;
}

/** The map adds a site where it is clicked, or moves the one that is being moved. */
function Sites({ kind, sites, onSites }: { kind: string; sites: Drawn[]; onSites: (sites: Drawn[]) => void }) {
  const { t } = useTranslation('siting');
  const [selected, setSelected] = useState<string>();
  const [moving, setMoving] = useState<string>();
  const [zoned, setZoned] = useState(false);
  const rules = useMemo(() => ({ kind, as_of: today() }), [kind]);
  const zones = useZones(rules, zoned);
  const points = useMemo(() => pointsOf(sites.map((one) => ({ key: one.key, name: one.name, lon: one.lon, lat: one.lat, role: 'site' as const }))), [sites]);
  const one = sites.find(({ key }) => key === selected);
  const place = useMemo(() => one && { lon: one.lon, lat: one.lat }, [one]);
  const add = useCallback((at: Place) => {
    if (moving) {
      onSites(changed(sites, moving, at));
      setMoving(undefined);
      return;
    }
    const more = added(sites, at, (n) => t('siteN', { n }));
    onSites(more);
    setSelected(more.at(-1)?.key);
  }, [moving, sites, onSites, t]);
  return (
    <div className="siting-grid">
      <div className="siting-stack">
        <ZoneSwitch shown={zoned} onShow={setZoned} />
        <NoZones zones={zones} />
        {moving && <Alert type="info" showIcon title={t('clickToMove', { name: sites.find(({ key }) => key === moving)?.name })} action={<Button size="small" onClick={() => setMoving(undefined)}>{t('discard')}</Button>} />}
        <SiteMap points={points} classOf={nowhere} selected={selected} onSelect={setSelected} label={t('drawLabel')} zones={zones} onPlace={add} />
      </div>
      <div className="siting-stack">
        <p className="muted">{t('drawHint')}</p>
        <PlaceForm onPlace={add} label={t('addSite')} />
        <SitesTable
          sites={sites} selected={selected} onSelect={setSelected} onMove={(key) => (setSelected(key), setMoving(key))}
          onChange={(key, to) => onSites(changed(sites, key, to))} onRemove={(key) => onSites(sites.filter((other) => other.key !== key))}
        />
        {one && <Explained candidate={undefined} chosen={false} place={place} of={rules} />}
      </div>
    </div>
  );
}
