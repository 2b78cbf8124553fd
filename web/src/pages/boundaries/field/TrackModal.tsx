/** What becomes of a recorded walk: a patrol, a track of the round, more walking, or nothing. */
import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { deliverEverything } from '../../../api/delivery';
import { useOutbox, useSent } from '../../../api/outbox';
import { useOpenRound } from '../../../api/rounds';
import { useSession } from '../../../api/session';
import type { Line } from '../../../api/types';
import { walks } from '../../../api/walks';
import { time, today } from '../../../lib/format';
import { uuid } from '../../../lib/uuid';
import { Ask } from '../../../shell/Ask';
import { far } from './field';
import { dropRecording, type Recording, startRecording } from './recorder';
import { featureOf, trackLength } from './track';

interface Props {
  recording: Recording;
  /** Chosen: its round may take the track. */
  line: Line | undefined;
  onClose: () => void;
}

export function TrackModal({ recording, line, onClose }: Props) {
  const { t } = useTranslation('field');
  const { account, may } = useSession();
  const login = account?.login ?? '';
  const { data: round } = useOpenRound();
  const records = [...useSent(login), ...useOutbox(login).filter((one) => !one.problem)];
  const feature = featureOf(recording.points);
  const send = (asRound: boolean) => {
    if (!feature) return;
    const ids = records.filter(({ inspection }) => inspection.kind === 'patrol' && inspection.observed_at.slice(0, 16) >= recording.startedAt.slice(0, 16)).map((one) => one.inspection.id);
    const kept = walks.put({
      id: uuid(), login, track: feature.geometry, startedAt: recording.startedAt, endedAt: new Date(recording.points.at(-1)?.[3] ?? Date.now()).toISOString(),
      inspections: asRound ? [] : [...new Set(ids)],
      ...(asRound && round && line ? { round: { number: round.number, line: line.code, team: account?.name ?? '', walkedOn: today() } } : {}),
    });
    if (kept) dropRecording();
    void deliverEverything(login);
    onClose();
  };
  return (
    <Modal
      open title={t('track.title')} onCancel={onClose} className="track-modal"
      footer={
        <div className="track-actions">
          <Button type="primary" size="large" block disabled={!feature} onClick={() => send(false)}>{t('track.asPatrol')}</Button>
          {round && line && may.line && <Button size="large" block disabled={!feature} onClick={() => send(true)}>{t('track.asRound', { round: round.number, line: line.name })}</Button>}
          <Button size="large" block onClick={() => { startRecording(); onClose(); }}>{t('track.goOn')}</Button>
          <Ask title={t('track.dropAsk')} okText={t('track.drop')} onConfirm={() => { dropRecording(); onClose(); }}>
            <Button size="large" block danger>{t('track.drop')}</Button>
          </Ask>
        </div>
      }
    >
      <p>{t('track.said', { far: far(trackLength(recording.points)), points: recording.points.length, since: time(recording.startedAt) })}</p>
      {!feature && <Alert type="warning" showIcon title={t('track.tooShort')} />}
    </Modal>
  );
}
