/** Takes a picture of one view of a marker and sends it; a broken upload goes on when the same file is chosen again. */
import { UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { upload } from '../../../parts/upload';
import type { View } from './photos';

interface Props {
  markerId: string;
  view: View;
  what: string;
}

export function AddPhoto({ markerId, view, what }: Props) {
  const { t } = useTranslation('line');
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [percent, setPercent] = useState<number>();
  const [failed, setFailed] = useState<string>();
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    setFailed(undefined);
    setPercent(0);
    upload(file, { owner: 'marker', ownerId: markerId, role: view }, {
      onProgress: setPercent,
      onDone: () => {
        setPercent(undefined);
        void client.invalidateQueries({ queryKey: ['attachments'] });
      },
      onFailed: (message) => {
        setPercent(undefined);
        setFailed(message ? t('photos.failed', { why: message }) : t('photos.broken'));
      },
    });
  };
  const label = view === 'sketch' ? t('photos.addSketch') : t('photos.add', { what });
  return (
    <>
      <input ref={input} type="file" hidden accept=".jpg,.jpeg,.png,.webp" onChange={chosen} data-view={view} />
      <Button size="small" icon={<UploadOutlined />} loading={percent !== undefined} onClick={() => input.current?.click()} aria-label={label}>
        {percent === undefined ? label : t('photos.sending', { percent })}
      </Button>
      {failed && <small className="refused-photo" role="alert">{failed}</small>}
    </>
  );
}
