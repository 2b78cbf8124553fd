/** Review of a batch of corrections by sample: draw it, look at it, accept the rest with one click. */
import { Alert, Button, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../shell/States';
import { type ChangeSet, setPath } from './changes';
import { sampleSize, sampling } from './rows';
import { useSetSend } from './useSet';

export function Sampling({ set }: { set: ChangeSet }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const [size, setSize] = useState(() => sampleSize(set.counts.items));
  const send = useSetSend(set.id);
  const way = sampling(set);
  if (way === 'none') return null;
  return (
    <div className="sampling">
      <label>
        {t('sampleSize')} <InputNumber size="small" min={1} max={set.counts.items} precision={0} value={size} onChange={(value) => setSize(value ?? 1)} />
      </label>
      <Button size="small" loading={send.isPending} onClick={() => send.mutate({ method: 'POST', path: `${setPath(set.id)}/sample`, body: { size }, ifMatch: set.version })}>
        {set.counts.sampled ? t('drawAgain') : t('draw')}
      </Button>
      {way === 'rest' && (
        <Button size="small" type="primary" loading={send.isPending} onClick={() => send.mutate({ method: 'POST', path: `${setPath(set.id)}/accept-rest`, body: {}, ifMatch: set.version })}>
          {t('acceptRest', { count: set.counts.open })}
        </Button>
      )}
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
    </div>
  );
}
