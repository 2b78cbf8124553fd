/** Step 6: the record is closed and takes no more writes; until then it is said what is missing. */
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { time } from '../../../lib/format';
import { refusalLines } from '../../../parts/refusals';
import { Ask } from '../../../shell/Ask';
import { type Lack, linePath, type RoundLine } from './rounds';
import type { StepProps } from './Steps';

export function CloseStep({ line, mayWork, lacks }: StepProps & { lacks: Lack[] }) {
  const { t } = useTranslation('rounds');
  const { t: tm } = useTranslation();
  const send = useSend<RoundLine>();
  if (line.state === 'closed') return <p>{line.closed_at ? t('close.done', { time: time(line.closed_at) }) : t('close.doneOnce')}</p>;
  if (!mayWork) return <p className="muted">{t('close.notYet')}</p>;
  const close = () => send.mutate({ method: 'POST', path: `${linePath(line.round, line.code)}/close`, ifMatch: line.version, body: {} });
  return (
    <>
      <p className="muted">{t('close.hint')}</p>
      <div>
        <Ask title={t('close.ask', { name: line.name })} description={line.disagreement ? t('close.disagreeing') : undefined} okText={t('close.go')} onConfirm={close} disabled={lacks.length > 0}>
          <Button type="primary" disabled={lacks.length > 0} loading={send.isPending}>{t('close.go')}</Button>
        </Ask>
      </div>
      {send.error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(send.error, tm)}</span>} />}
    </>
  );
}
