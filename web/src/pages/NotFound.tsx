import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Empty } from '../shell/States';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty>
      {t('error.noPage')} <Link to="/">{t('nav.map')}</Link>
    </Empty>
  );
}
