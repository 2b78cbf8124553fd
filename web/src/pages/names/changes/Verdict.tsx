/** The reviewer's word on one item: accepted, or returned with a reason. */
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../shell/States';
import { type ChangeSet, type Item, itemPath } from './changes';
import { useSetSend } from './useSet';

export function Verdict({ set, item }: { set: ChangeSet; item: Item }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const send = useSetSend(set.id);
  const judge = (verdict: Item['verdict'], why = '') =>
    send.mutate(
      { method: 'POST', path: `${itemPath(set.id, item.id)}/verdict`, body: { verdict, ...(why ? { reason: why } : {}) }, ifMatch: set.version },
      { onSuccess: () => setAsking(false) },
    );
  return (
    <div className="verdict">
      <div className="row-actions">
        {item.verdict !== 'accepted' && <Button size="small" type="primary" ghost loading={send.isPending} onClick={() => judge('accepted')}>{t('acceptItem')}</Button>}
        {item.verdict !== 'returned' && <Button size="small" danger aria-expanded={asking} onClick={() => setAsking(!asking)}>{t('returnItem')}</Button>}
        {item.verdict && <Button size="small" loading={send.isPending} onClick={() => judge('')}>{t('openAgain')}</Button>}
      </div>
      {asking && (
        <div className="verdict-reason">
          <label>
            {t('returnReason')}
            <Input.TextArea autoFocus value={reason} onChange={(event) => setReason(event.target.value)} autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
          </label>
          <Button size="small" danger type="primary" disabled={!reason.trim()} loading={send.isPending} onClick={() => judge('returned', reason.trim())}>{t('returnItemDo')}</Button>
        </div>
      )}
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
    </div>
  );
}
