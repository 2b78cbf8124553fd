/** Starts and stops the recording of the walk; what was recorded is sent from the sheet that follows. */
import { NodeIndexOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { Line } from '../../../api/types';
import { far } from './field';
import { startRecording, stopRecording, useRecording } from './recorder';
import { trackLength } from './track';
import { TrackModal } from './TrackModal';

export function TrackButton({ line }: { line?: Line }) {
  const { t } = useTranslation('field');
  const recording = useRecording(useSession().account?.login ?? '');
  const [open, setOpen] = useState(false);
  const press = () => {
    if (!recording) startRecording();
    else {
      stopRecording();
      setOpen(true);
    }
  };
  const face = recording ? (recording.on ? 'track.stop' : 'track.stopped') : 'track.start';
  return (
    <>
      <Button className={recording?.on ? 'field-action recording' : 'field-action'} icon={<NodeIndexOutlined />} onClick={press}>
        {t(face)} {recording && <b className="count">{far(trackLength(recording.points))}</b>}
      </Button>
      {open && recording && <TrackModal recording={recording} line={line} onClose={() => setOpen(false)} />}
    </>
  );
}
