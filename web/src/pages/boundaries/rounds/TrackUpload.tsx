/** Adds a track (GPX or GeoJSON) of the walk along a line. The same file sent again, after a cut line say, is the same track. */
import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Input } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { today } from '../../../lib/format';
import { uuid } from '../../../lib/uuid';
import { refusalLines } from '../../../parts/refusals';
import { share } from './cells';
import { linePath, type RoundLine } from './rounds';
import { dayOf, trackOf, trackTypes } from './trackFile';

interface Chosen {
  id: string;
  name: string;
  track: unknown;
}

export function TrackUpload({ line }: { line: RoundLine }) {
  const { t } = useTranslation('rounds');
  const { t: tm } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<Chosen>();
  const [broken, setBroken] = useState(false);
  const [day, setDay] = useState(line.walked_on ?? today());
  const [team, setTeam] = useState('');
  const [done, setDone] = useState<string>();
  const send = useSend<RoundLine>(({ data, status }) => {
    setFile(undefined);
    setDone(status === 200 ? t('track.same') : t('track.done', { share: share(data.covered) }));
  });
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const picked = event.target.files?.[0];
    event.target.value = '';
    if (!picked) return;
    setDone(undefined);
    setBroken(false);
    send.reset();
    const text = await picked.text();
    try {
      setFile({ id: uuid(), name: picked.name, track: trackOf(text) });
      setDay(dayOf(text) ?? day);
    } catch {
      setFile(undefined);
      setBroken(true);
    }
  };
  const go = () => file && send.mutate({ method: 'POST', path: `${linePath(line.round, line.code)}/tracks`, body: { id: file.id, walked_on: day, ...(team.trim() ? { team: team.trim() } : {}), track: file.track } });
  return (
    <div className="track-upload">
      <input ref={input} type="file" hidden accept={trackTypes} onChange={(event) => void choose(event)} data-track />
      <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>{t('track.choose')}</Button>
      <small className="muted">{t('track.hint')}</small>
      {file && (
        <div className="filters">
          <span>{file.name}</span>
          <label>{t('track.on')}<Input type="date" max="9999-12-31" value={day} onChange={(event) => setDay(event.target.value)} /></label>
          <label>{t('track.team')}<Input value={team} maxLength={200} onChange={(event) => setTeam(event.target.value)} /></label>
          <Button type="primary" loading={send.isPending} onClick={go}>{t('track.send')}</Button>
        </div>
      )}
      {broken && <Alert type="error" showIcon title={t('track.broken')} />}
      {send.error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(send.error, tm)}</span>} />}
      {done && <Alert type="success" showIcon title={done} />}
    </div>
  );
}
