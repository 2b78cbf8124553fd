/** What the service doubts: it can be so, but a person must say so. */
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '../api/types';

interface Props {
  doubts: FieldProblem[];
  busy: boolean;
  onConfirm: (codes: string[]) => void;
}

export function Doubts({ doubts, busy, onConfirm }: Props) {
  const { t } = useTranslation();
  if (doubts.length === 0) return null;
  return (
    <Alert
      type="warning" showIcon title={t('form.doubts.title')}
      description={
        <>
          <ul className="doubts">
            {doubts.map((one) => <li key={one.field + one.code}>{one.message}</li>)}
          </ul>
          <Button size="small" loading={busy} onClick={() => onConfirm([...new Set(doubts.flatMap((one) => one.code ?? []))])}>{t('form.doubts.confirm')}</Button>
        </>
      }
    />
  );
}
