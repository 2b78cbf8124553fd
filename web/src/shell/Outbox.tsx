/** Sends waiting inspections, their photos and tracks, and monthly reports in the background and tells how many still wait. */
import { CloudUploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { deliverEverything, useWaitingCount } from '../api/delivery';

const everyMs = 30_000;

export function Outbox({ login }: { login: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { waiting, refused, onlyMonths } = useWaitingCount(login);

  const sendNow = useCallback(async () => {
    if ((await deliverEverything(login)) > 0) await client.invalidateQueries({ predicate: ({ queryKey }) => ['inspections', 'list', 'one', 'attachments'].includes(String(queryKey[0])) });
  }, [login, client]);

  useEffect(() => {
    if (waiting === 0) return;
    const timer = setInterval(() => void sendNow(), everyMs);
    const online = () => void sendNow();
    window.addEventListener('online', online);
    online();
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', online);
    };
  }, [waiting, sendNow]);

  if (waiting + refused === 0) return null;
  return (
    <Link className={refused ? 'outbox refused' : 'outbox'} to={onlyMonths ? '/coverage/monthly' : '/boundaries/field/records'}>
      <CloudUploadOutlined /> <span role="status">{refused ? t('outbox.refused', { count: refused }) : t('outbox.waiting', { count: waiting })}</span>
    </Link>
  );
}
