/** A button that saves a document of the service, under the name that the service gives it. */
import { DownloadOutlined, FileExcelOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download, type Query } from '../api/client';
import { errorText } from './States';

interface Props {
  path: string;
  query?: Query;
  label: string;
  /** Where the service gives no name. */
  name: string;
}

export function Download({ path, query = {}, label, name }: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      save(await download(path, query), name);
    } catch (cause) {
      setError(errorText(cause as Error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button icon={name.endsWith('.xlsx') ? <FileExcelOutlined /> : <DownloadOutlined />} loading={busy} onClick={() => void run()}>
        {label}
      </Button>
      {error && <Alert type="error" showIcon title={error} closable />}
    </>
  );
}

function save({ blob, name }: Awaited<ReturnType<typeof download>>, otherwise: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name ?? otherwise;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
