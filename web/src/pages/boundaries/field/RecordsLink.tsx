/** The way to one's records, with how many of them have not gone. */
import { CloudUploadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWaitingCount } from '../../../api/delivery';
import { useSession } from '../../../api/session';

export function RecordsLink() {
  const { t } = useTranslation('field');
  const { waiting, refused } = useWaitingCount(useSession().account?.login ?? '');
  return (
    <Link className="ant-btn ant-btn-default field-action" to="/boundaries/field/records">
      <CloudUploadOutlined aria-hidden /> {t('records.link')}
      {waiting + refused > 0 && <b className={refused ? 'count bad' : 'count'}>{t('records.left', { count: waiting + refused })}</b>}
    </Link>
  );
}
