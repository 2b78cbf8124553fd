/** Takes a list from a CSV file: changes and adds rows, takes none away, all or nothing. */
import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { refusalLines } from '../../../parts/refusals';
import { csvOf } from './csv';

interface Answer { rows: number; added: number; changed: number; same: number }

export function CsvButton({ path }: { path: string }) {
  const { t } = useTranslation('rules');
  const { t: tm } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const send = useSend<Answer>();
  const done = send.data?.data;
  return (
    <>
      <input ref={input} type="file" hidden accept=".csv,.txt" onChange={(event) => { const file = event.target.files?.[0]; if (file) send.mutate({ method: 'POST', path, body: csvOf(file) }); event.target.value = ''; }} />
      <Button icon={<UploadOutlined />} loading={send.isPending} onClick={() => input.current?.click()}>{t('csvIn')}</Button>
      {done && <Alert type="success" showIcon closable title={t('csvDone', { rows: done.rows, added: done.added, changed: done.changed, same: done.same })} />}
      {send.error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(send.error, tm)}</span>} />}
    </>
  );
}
