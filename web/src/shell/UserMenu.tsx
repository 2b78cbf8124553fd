/** Language, own account and signing out. */
import { DownOutlined, GlobalOutlined, UserOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useSignOut } from '../api/session';
import type { Session } from '../api/types';
import { type Language, switchLanguage } from '../i18n';
import { Menu } from './Menu';

export function UserMenu({ session }: { session: Session }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const account = session.account;
  const other: Language = i18n.language === 'en' ? 'zh-CN' : 'en';
  const face = (
    <>
      {account ? <UserOutlined /> : <GlobalOutlined />}
      <span className="user-name">{account?.name ?? t('nav.language')}</span>
      <DownOutlined className="chevron" />
    </>
  );
  return (
    <Menu className="user-menu" label={account?.name ?? t('nav.menu')} face={face}>
      {account && (
        <p className="user-menu-who">
          <strong>{account.name}</strong>
          <span>
            {t(`role.${account.role}`)} · {account.area_name}
          </span>
        </p>
      )}
      {account && <Link to="/account">{t('nav.account')}</Link>}
      {session.may.accounts && <Link className="narrow" to="/accounts">{t('nav.accounts')}</Link>}
      {session.may.audit && <Link className="narrow" to="/audit">{t('nav.audit')}</Link>}
      <button type="button" lang={other} onClick={() => void switchLanguage(other)}>
        {other === 'en' ? 'English' : '中文'}
      </button>
      {account && (
        <button type="button" onClick={() => signOut.mutate(undefined, { onSettled: () => void navigate('/signin') })}>
          {t('nav.signOut')}
        </button>
      )}
      <p className="user-menu-version">cairn {session.version}</p>
    </Menu>
  );
}
