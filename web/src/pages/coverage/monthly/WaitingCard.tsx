/** A report that is on its way, or that the service refused. */
import { ClockCircleOutlined, CloseCircleFilled } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { deliverEverything } from '../../../api/delivery';
import type { WaitingMonth } from '../../../api/monthly';
import { WaitingPhotos } from './Photos';
import { confirmAndSend, isKept, takeBack } from './useMonth';

export function WaitingCard({ item }: { item: WaitingMonth }) {
  const { t } = useTranslation('monthly');
  const { problem, body } = item;
  if (!problem) {
    return (
      <section className="month-card month-state waiting" role="status">
        <p><ClockCircleOutlined aria-hidden /> <strong>{t('waiting.title', { month: body.month })}</strong></p>
        {isKept(item) ? <p className="muted">{t('waiting.hint')}</p> : <Alert type="error" showIcon title={t('full')} />}
        <WaitingPhotos record={body.id} />
        <Button size="large" onClick={() => void deliverEverything(item.login)}>{t('waiting.now')}</Button>
      </section>
    );
  }
  const doubtful = problem.type === '/problems/unconfirmed';
  return (
    <section className="month-card month-state refused" role="alert">
      <p><CloseCircleFilled aria-hidden /> <strong>{doubtful ? t('warn.title') : t('waiting.refused')}</strong></p>
      {!doubtful && <p>{problem.detail || problem.title}</p>}
      <ul>{problem.errors?.map((one) => <li key={one.field + one.message}>{one.message}</li>)}</ul>
      <WaitingPhotos record={body.id} />
      <p className="muted">{t('waiting.safe')}</p>
      <div className="month-bar">
        <Button size="large" onClick={() => takeBack(item)}>{t('waiting.again')}</Button>
        {doubtful && <Button size="large" type="primary" onClick={() => confirmAndSend(item)}>{t('warn.ok')}</Button>}
      </div>
    </section>
  );
}
