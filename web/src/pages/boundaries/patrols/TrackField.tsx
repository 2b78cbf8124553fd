/** A track from a file, shown on the map before it is sent. */
import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { type ChangeEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { boundsOf } from '../../../map/bounds';
import { ThingsMap } from '../findings/parts/ThingsMap';
import type { Thing } from '../findings/parts/thingsStyle';
import { colours } from './coverageStyle';
import { type Fault, largest, readTrack, type Track } from './track';

interface Props {
  track: Track | undefined;
  onTrack: (track: Track | undefined) => void;
}

export function TrackField({ track, onTrack }: Props) {
  const { t } = useTranslation('findings');
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState('');
  const [fault, setFault] = useState<Fault>();
  const things = useMemo<Thing[]>(() => (track ? [{ type: 'Feature', properties: { key: 'track', label: '', colour: colours.track }, geometry: track.geometry }] : []), [track]);
  const chosen = async (event: ChangeEvent<HTMLInputElement>) => {
    const [one] = event.target.files ?? [];
    event.target.value = '';
    if (!one) return;
    const read = one.size > largest ? 'tooBig' : readTrack(await one.text());
    setFile(one.name);
    setFault(typeof read === 'string' ? read : undefined);
    onTrack(typeof read === 'string' ? undefined : read);
  };
  return (
    <div className="track-field">
      <input ref={input} type="file" hidden style={{ display: 'none' }} accept=".gpx,.geojson,.json,application/gpx+xml,application/geo+json" onChange={(event) => void chosen(event)} data-role="track" />
      <div className="row-actions">
        <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>{t('patrols.chooseTrack')}</Button>
        {track && <span role="status">{t('patrols.trackRead', { file, points: number(track.points) })}</span>}
        {!track && <span className="muted">{t('patrols.trackHint')}</span>}
      </div>
      {fault && <Alert type="error" showIcon title={t(`patrols.faults.${fault}`, { file, megabytes: largest >> 20 })} />}
      {track && <ThingsMap key={file + String(track.points)} small markers things={things} bounds={boundsOf([track.geometry], 0.01)} label={t('patrols.trackMap')} />}
    </div>
  );
}
