/** Says whether this device knows where it is, and how well; asks again where it does not. */
import { AimOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { begin, usePosition } from './position';

export function Here() {
  const { t } = useTranslation('field');
  const { fix, trouble } = usePosition();
  if (fix) {
    return (
      <p className="here" role="status">
        <AimOutlined /> {t('here.accuracy', { metres: number(Math.round(fix.accuracy)) })}
        {trouble === 'lost' && ` · ${t('here.lost')}`}
      </p>
    );
  }
  return (
    <p className="here none" role="status">
      <AimOutlined /> {trouble ? t(`here.${trouble}`) : t('here.waiting')}
      {trouble && trouble !== 'missing' && <Button size="small" onClick={begin}>{t('here.again')}</Button>}
    </p>
  );
}
