/** Sends waiting inspections in the background and tells how many still wait. */
import { CloudUploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { deliverAll, useOutbox } from '../api/outbox';

const everyMs = 30_000;

export function Outbox({ login }: { login: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const items = useOutbox(login);
  const waiting = items.filter((item) => !item.problem).length;
  const refused = items.length - waiting;

  const sendNow = useCallback(async () => {
    if ((await deliverAll(login)) > 0) await client.invalidateQueries({ queryKey: ['inspections'] });
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

  if (items.length === 0) return null;
  const first = items.find((item) => item.problem);
  if (first) {
    return (
      <Link className="outbox refused" to={`/?sel=marker/${first.markerId}`}>
        <CloudUploadOutlined /> <span role="status">{t('outbox.refused', { count: refused })}</span>
      </Link>
    );
  }
  return (
    <button type="button" className="outbox" onClick={() => void sendNow()} title={t('outbox.send')}>
      <CloudUploadOutlined /> <span role="status">{t('outbox.waiting', { count: waiting })}</span>
    </button>
  );
}
