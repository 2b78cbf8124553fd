/** One marker: what it is registered with, how it looks, and all that happened to it. */
import { EnvironmentOutlined, FormOutlined, LeftOutlined } from '@ant-design/icons';
import { Button, Tabs, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { areasOf } from '../../../api/parties';
import { useRecord } from '../../../api/queries';
import { mayWrite, useSession } from '../../../api/session';
import type { Marker } from '../../../api/types';
import { useFilters } from '../../../lib/filters';
import { Attachments } from '../../../parts/Attachments';
import { Failed, Loading } from '../../../shell/States';
import { Status } from '../../map/panel/Fields';
import { History } from '../../map/panel/History';
import '../../map/panel/panel.css';
import { mapLink } from '../../map/params';
import '../../pages.css';
import '../lines/line.css';
import { Coarse } from '../parts/Coarse';
import { precisionOf } from '../parts/coarse';
import { LinkButton } from '../parts/LinkButton';
import { Alarms } from './Alarms';
import './marker.css';
import { MarkerFacts } from './MarkerFacts';
import { MarkerMap } from './MarkerMap';
import { PhotoCard } from './PhotoCard';
import { TimelineCard } from './TimelineCard';
import { WitnessCard } from './WitnessCard';

const EditRecord = lazy(async () => ({ default: (await import('../parts/EditRecord')).EditRecord }));
const RegisterForm = lazy(async () => ({ default: (await import('./RegisterForm')).RegisterForm }));

const tones = { standing: 'good', lost: 'bad', retired: 'past' } as const;

export function MarkerPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useRecord('marker', id);
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <MarkerSheet key={id} marker={data} />;
}

function MarkerSheet({ marker }: { marker: Marker }) {
  const { t } = useTranslation('line');
  const session = useSession();
  const signedIn = session.account !== null;
  return (
    <div className="page wide-page line-page">
      {signedIn ? <p><Link to="/boundaries/markers"><LeftOutlined /> {t('marker.back')}</Link></p> : <p><Link to="/boundaries/lines"><LeftOutlined /> {t('back')}</Link></p>}
      <Head marker={marker} />
      <Alarms marker={marker} />
      <Coarse metres={precisionOf(session).markers} />
      <div className="line-top">
        <div className="marker-left">
          <MarkerMap marker={marker} />
          <WitnessCard marker={marker} />
        </div>
        <MarkerFacts marker={marker} />
      </div>
      <PhotoCard marker={marker} />
      {signedIn && <More marker={marker} />}
    </div>
  );
}

function Head({ marker }: { marker: Marker }) {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const { t: tb } = useTranslation('boundaries');
  const session = useSession();
  const [open, setOpen] = useState<'edit' | 'register'>();
  const may = (what: 'marker' | 'inspection') => mayWrite(session, what, areasOf('marker', marker)) && marker.status !== 'retired';
  const close = () => setOpen(undefined);
  const line = marker.lines[0];
  return (
    <header className="page-head">
      <h1 className="line-title">
        {t('marker.title', { number: marker.number })} <Tag>{tm(`level.${marker.grade}` as 'level.county', { defaultValue: marker.grade })}</Tag>
        <small><Status tone={tones[marker.status]}>{tm(`markerStatus.${marker.status}`)}</Status></small>
      </h1>
      <div className="row-actions">
        <LinkButton to={mapLink('marker', marker.id)} icon={<EnvironmentOutlined />}>{tb('onMap')}</LinkButton>
        {may('inspection') && line && <LinkButton to={`/boundaries/field?line=${line}`} icon={<FormOutlined />}>{t('marker.inspect')}</LinkButton>}
        {may('marker') && <Button onClick={() => setOpen('edit')}>{t('marker.edit')}</Button>}
        {may('marker') && <Button type="primary" onClick={() => setOpen('register')}>{t('marker.register')}</Button>}
      </div>
      <Suspense>
        {open === 'edit' && <EditRecord kind="marker" record={marker} onClose={close} />}
        {open === 'register' && <RegisterForm marker={marker} onClose={close} />}
      </Suspense>
    </header>
  );
}

function More({ marker }: { marker: Marker }) {
  const { t } = useTranslation('line');
  const { values, set } = useFilters(['tab']);
  const mayAdd = mayWrite(useSession(), 'marker', areasOf('marker', marker)) && marker.status !== 'retired';
  return (
    <Tabs
      className="card" activeKey={values.tab || 'timeline'} onChange={(key) => set('tab', key)} destroyOnHidden
      items={[
        { key: 'timeline', label: t('timeline.title'), children: <TimelineCard marker={marker} /> },
        { key: 'files', label: t('tabs.files'), children: <Attachments owner="marker" ownerId={marker.id} roles={['file', 'photo_n', 'photo_e', 'photo_s', 'photo_w', 'sketch']} mayAdd={mayAdd} /> },
        { key: 'history', label: t('tabs.history'), children: <History selection={{ kind: 'marker', id: marker.id }} /> },
      ]}
    />
  );
}
