import {
  AuditOutlined, CameraOutlined, EnvironmentOutlined, FormOutlined, NodeIndexOutlined, PieChartOutlined, TagsOutlined, TeamOutlined, UserOutlined,
} from '@ant-design/icons';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { mayRead } from '../api/session';
import type { Session } from '../api/types';
import { Outbox } from './Outbox';
import { UserMenu } from './UserMenu';

interface Entry {
  to: string;
  label: string;
  icon: ReactNode;
  /** Not in the bottom bar of a phone. */
  wide?: boolean;
  /** Only there. */
  narrow?: boolean;
  /** Stands for the pages below it too. */
  inside?: boolean;
}

export function Header({ session }: { session: Session }) {
  const { t } = useTranslation();
  const bare = useLocation().pathname === '/signin' || session.account?.must_change_password;
  const entries = bare ? [] : pages(session, t);
  return (
    <header className="header">
      <NavLink to="/" className="brand" title={t('app.title')}>
        <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width={28} height={28} />
        <span className="brand-name">
          {t('app.name')}
          <small>{session.prefecture.name || t('app.tagline')}</small>
        </span>
      </NavLink>
      {session.schematic && (
        <span className="schematic" title={t('app.schematicHint')}>
          {t('app.schematic')}
        </span>
      )}
      <nav className="nav" aria-label={t('nav.main')}>
        {entries.map((entry) => (
          <NavLink key={entry.to} to={entry.to} end={!entry.inside} className={`nav-item${entry.wide ? ' wide' : ''}${entry.narrow ? ' narrow' : ''}`}>
            {entry.icon}
            <span>{entry.label}</span>
          </NavLink>
        ))}
      </nav>
      <div className="header-end">
        {session.account && <Outbox login={session.account.login} />}
        <UserMenu session={session} />
      </div>
    </header>
  );
}

type T = TFunction;

function pages(session: Session, t: T): Entry[] {
  const entries: Entry[] = [{ to: '/', label: t('nav.map'), icon: <EnvironmentOutlined /> }];
  if (session.may.monthly && session.account?.area_code.length === 9) entries.push({ to: '/coverage/monthly', label: t('nav.monthly'), icon: <FormOutlined />, inside: true });
  if (session.may.inspection) entries.push({ to: '/boundaries/field', label: t('nav.field'), icon: <CameraOutlined />, narrow: true, inside: true });
  if (mayRead(session, 'facilities')) entries.push({ to: '/coverage', label: t('nav.facilities'), icon: <PieChartOutlined />, inside: true });
  if (mayRead(session, 'boundaries')) entries.push({ to: '/boundaries', label: t('nav.boundaries'), icon: <NodeIndexOutlined />, inside: true });
  if (mayRead(session, 'places')) entries.push({ to: '/names', label: t('nav.names'), icon: <TagsOutlined />, inside: true });
  if (session.may.accounts) entries.push({ to: '/accounts', label: t('nav.accounts'), icon: <TeamOutlined />, wide: true });
  if (session.may.audit) entries.push({ to: '/audit', label: t('nav.audit'), icon: <AuditOutlined />, wide: true });
  if (!session.account) entries.push({ to: '/signin', label: t('nav.signIn'), icon: <UserOutlined /> });
  return entries;
}
