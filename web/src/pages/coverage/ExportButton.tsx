import { FileExcelOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../../api/client';
import { errorText } from '../../shell/States';

/** Downloads the 乡镇覆盖表 as the office sends it on. */
export function ExportButton({ asOf, area }: { asOf: string; area: string }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { blob, name } = await download('/coverage/ledger', { as_of: asOf, area, format: 'xlsx' });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name ?? `${t('nav.ledger')}_${asOf}.xlsx`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (cause) {
      setError(errorText(cause as Error, t));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button icon={<FileExcelOutlined />} loading={busy} onClick={() => void run()}>
        {t('coverage.export')}
      </Button>
      {error && <Alert type="error" showIcon title={error} closable />}
    </>
  );
}
