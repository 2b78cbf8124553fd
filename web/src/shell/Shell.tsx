/** The frame of every page: who is signed in decides what stands inside. */
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation, useNavigation } from 'react-router';
import { useSessionQuery } from '../api/session';
import type { Session } from '../api/types';
import { Header } from './Header';
import { Failed, Loading } from './States';

export function Shell() {
  const { t } = useTranslation();
  const location = useLocation();
  const moving = useNavigation().state !== 'idle';
  const { data: session, error, refetch } = useSessionQuery();
  if (error && !session) return <Failed error={error} retry={() => void refetch()} full />;
  if (!session) return <Loading full />;

  const elsewhere = mustGo(session, location.pathname);
  if (elsewhere) {
    const here = location.pathname + location.search + window.location.hash;
    const next = elsewhere === '/signin' && here !== '/' ? `?next=${encodeURIComponent(here)}` : '';
    return <Navigate to={elsewhere + next} replace />;
  }
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <Header session={session} />
      {moving && <div className="progress" role="progressbar" aria-label={t('state.loading')} />}
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

/** Where the session forces one to go: sign in first, then a password of one's own. */
function mustGo(session: Session, path: string): string | undefined {
  if (path === '/signin' || path.startsWith('/shared/')) return undefined;
  if (!session.account) {
    const personal = /^\/(account|accounts|audit|coverage\/(siting(\/.+)?|scenarios\/(new|.+\/edit))|boundaries\/field(\/records)?|names\/(?!statistics|products).+)$/.test(path);
    return session.public.length === 0 || personal ? '/signin' : undefined;
  }
  return session.account.must_change_password && path !== '/account' ? '/account' : undefined;
}
