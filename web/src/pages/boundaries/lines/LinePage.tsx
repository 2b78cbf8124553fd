/** One line: what is registered, its course on a map and drawn out, what was done along it. */
import { EnvironmentOutlined, FormOutlined, LeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Tabs, Tag } from 'antd';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { get } from '../../../api/client';
import { areasOf } from '../../../api/parties';
import { useRecord } from '../../../api/queries';
import { mayWrite, useSession } from '../../../api/session';
import type { Line, Marker, Page } from '../../../api/types';
import { useFilters } from '../../../lib/filters';
import { Attachments } from '../../../parts/Attachments';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { Status } from '../../map/panel/Fields';
import { History } from '../../map/panel/History';
import '../../map/panel/panel.css';
import { mapLink } from '../../map/params';
import '../../pages.css';
import { Coarse } from '../parts/Coarse';
import { precisionOf } from '../parts/coarse';
import { LinkButton } from '../parts/LinkButton';
import { CourseTab } from './CourseTab';
import { LineFacts } from './LineFacts';
import { LineMap } from './LineMap';
import './line.css';
import { linePath, type Profile } from './lines';
import { type Spot, spotsOf } from './lineStyle';
import { ProfileCard } from './ProfileCard';
import { lineTones } from './tones';
import { useChoice } from './useChoice';
import { WorkTab } from './WorkTab';

const EditRecord = lazy(async () => ({ default: (await import('../parts/EditRecord')).EditRecord }));

export function LinePage() {
  const { code = '' } = useParams();
  const { data, error, refetch } = useRecord('line', code);
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <LineSheet key={code} line={data} />;
}

function LineSheet({ line }: { line: Line }) {
  const { t } = useTranslation('line');
  const session = useSession();
  const signedIn = session.account !== null;
  const choice = useChoice();
  const profile = useGet<Profile>(`${linePath(line.code)}/profile`, {}, signedIn);
  const spots = useSpots(line, profile.data);
  const precision = precisionOf(session);
  return (
    <div className="page wide-page line-page">
      <p><Link to="/boundaries/lines"><LeftOutlined /> {t('back')}</Link></p>
      <Head line={line} />
      {line.valid_to && <Ended line={line} />}
      <Coarse metres={Math.max(precision.lines, precision.markers)} />
      <div className="line-top">
        <LineMap line={line} spots={spots} choice={choice} />
        <LineFacts line={line} />
      </div>
      {profile.error && <Failed error={profile.error} retry={() => void profile.refetch()} />}
      {profile.data && <ProfileCard profile={profile.data} choice={choice} />}
      {signedIn && <More line={line} />}
    </div>
  );
}

/** Stations with their places; for readers without an account the markers alone. */
function useSpots(line: Line, profile: Profile | undefined): Spot[] {
  const { t } = useTranslation('line');
  const signedIn = useSession().account !== null;
  const markers = useQuery({
    queryKey: ['list', 'markers-of-line', line.code],
    enabled: !signedIn,
    queryFn: ({ signal }) => get<Page<Marker>>('/boundaries/markers', { line: line.code, limit: 1000 }, signal),
  });
  const [start, end] = [t('station.start'), t('station.end')];
  return useMemo(() => {
    if (profile) return spotsOf(profile.stations, { start, end });
    return (markers.data?.items ?? []).flatMap(({ number, lon, lat }): Spot[] => (lon === null || lat === null ? [] : [{ index: -1, kind: 'marker', label: number, lon, lat }]));
  }, [profile, markers.data, start, end]);
}

function Head({ line }: { line: Line }) {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const { t: tb } = useTranslation('boundaries');
  const session = useSession();
  const [editing, setEditing] = useState(false);
  const mine = (what: 'line' | 'inspection') => mayWrite(session, what, areasOf('line', line)) && !line.valid_to;
  return (
    <header className="page-head">
      <h1 className="line-title">
        {line.name} <Tag>{tm(`level.${line.level}`)}</Tag>
        {line.status && <small><Status tone={lineTones[line.status]}>{tm(`lineStatus.${line.status}`)}</Status></small>}
      </h1>
      <div className="row-actions">
        <LinkButton to={mapLink('line', line.code)} icon={<EnvironmentOutlined />}>{tb('onMap')}</LinkButton>
        {mine('inspection') && <LinkButton to={`/boundaries/field?line=${line.code}`} icon={<FormOutlined />}>{t('toField')}</LinkButton>}
        {mine('line') && <Button type="primary" onClick={() => setEditing(true)}>{t('edit')}</Button>}
      </div>
      {editing && <Suspense><EditRecord kind="line" record={line} onClose={() => setEditing(false)} /></Suspense>}
    </header>
  );
}

/** The code has ended with a change of areas: what it became. */
function Ended({ line }: { line: Line }) {
  const { t } = useTranslation('line');
  return (
    <Alert
      type="warning" showIcon title={t('ended', { day: line.valid_to })}
      description={Boolean(line.successors?.length) && <ul>{line.successors?.map((code) => <li key={code}><Link to={`/boundaries/lines/${code}`}>{code}</Link></li>)}</ul>}
    />
  );
}

function More({ line }: { line: Line }) {
  const { t } = useTranslation('line');
  const session = useSession();
  const { values, set } = useFilters(['tab']);
  const tabs: [string, ReactNode][] = [
    ['course', <CourseTab line={line} />],
    ['work', <WorkTab line={line} />],
    ['files', <Attachments owner="line" ownerId={line.code} roles={['agreement', 'file']} mayAdd={mayWrite(session, 'line', areasOf('line', line)) && !line.valid_to} />],
    ['history', <History selection={{ kind: 'line', id: line.code }} />],
  ];
  return (
    <Tabs
      className="card" activeKey={values.tab || 'course'} onChange={(key) => set('tab', key)} destroyOnHidden
      items={tabs.map(([key, children]) => ({ key, label: t(`tabs.${key as 'course'}`), children }))}
    />
  );
}
