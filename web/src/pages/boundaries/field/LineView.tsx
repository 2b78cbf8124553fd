/** The second step: the stretches of a line, nearest first, each with the markers at its ends. */
import { ArrowLeftOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOpenRound } from '../../../api/rounds';
import type { Line } from '../../../api/types';
import { number } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { Bar } from './Bar';
import { alongOf, type Coverage, metresTo, pointsOf, type Profile, type Segment, segmentsOf } from './field';
import { Here } from './Here';
import { usePosition } from './position';
import { Papers } from './Papers';
import { SentList } from './SentList';
import { StretchCard } from './StretchCard';
import { TrackButton } from './TrackButton';
import { addressOf, type Place, useRemember } from './useField';

export function LineView({ line, place }: { line: Line; place: Place }) {
  const { t } = useTranslation('field');
  const { t: tm } = useTranslation();
  const remember = useRemember();
  useEffect(() => {
    remember(line.code);
  }, [line.code, remember]);
  const path = `/boundaries/lines/${encodeURIComponent(line.code)}`;
  const { data: profile, error, refetch } = useGet<Profile>(`${path}/profile`);
  const { data: round } = useOpenRound();
  const { data: seen } = useGet<Coverage>(`/boundaries/rounds/${round?.number}/lines/${encodeURIComponent(line.code)}/coverage`, {}, Boolean(round));
  const { fix } = usePosition();
  const along = alongOf(pointsOf(line), fix && [fix.lon, fix.lat]);
  const [order, setOrder] = useState<'near' | 'chainage'>('near');
  const segments = profile?.line_code === line.code ? arranged(segmentsOf(profile), order === 'near' ? along : undefined) : [];
  const chosen = place.stretch ?? (segments[0] && [segments[0].from, segments[0].to]);
  const isOpen = (one: Segment) => Math.round(one.from) === Math.round(chosen?.[0] ?? -1) && Math.round(one.to) === Math.round(chosen?.[1] ?? -1);
  return (
    <>
      <header className="field-head">
        <h1 className="field-title">{line.name}</h1>
        <p className="muted">
          {tm(`level.${line.level}`)} · {line.left_name} – {line.right_name} · {number(line.agreed_length_km, 3)} km
        </p>
      </header>
      <SentList line={line.code} markers={line.markers?.map((one) => one.number) ?? []} />
      <Here />
      {along !== undefined && <Segmented<'near' | 'chainage'> block size="large" value={order} onChange={setOrder} options={(['near', 'chainage'] as const).map((value) => ({ value, label: t(`order.${value}`) }))} />}
      {error && !profile && <Failed error={error} retry={() => void refetch()} />}
      {!profile && !error && <Loading />}
      <ul className="big-list">
        {segments.map((one) => (
          <li key={`${one.from}`}>
            <StretchCard segment={one} line={line} kind={place.kind} open={isOpen(one)} coverage={seen} metres={along === undefined ? undefined : metresTo(one, along)} here={fix && [fix.lon, fix.lat]} />
          </li>
        ))}
      </ul>
      {profile && <Papers line={line} round={round?.number} />}
      <Bar>
        <Link className="ant-btn ant-btn-default field-action" to={addressOf({})}><ArrowLeftOutlined aria-hidden /> {t('lines')}</Link>
        <TrackButton line={line} />
        {along !== undefined && (
          <Link className="ant-btn ant-btn-primary field-action" to={addressOf({ line: line.code, stretch: [along, along], log: true, kind: place.kind })}>
            <EnvironmentOutlined aria-hidden /> {t('logHere')}
          </Link>
        )}
      </Bar>
    </>
  );
}

function arranged(segments: Segment[], along: number | undefined): Segment[] {
  return along === undefined ? segments : [...segments].sort((a, b) => metresTo(a, along) - metresTo(b, along));
}
