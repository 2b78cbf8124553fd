/** What a page shows when it has nothing to show: loading, failed, empty, crashed. */
import type { TFunction } from 'i18next';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { ProblemError } from '../api/client';

export function Loading({ full, label }: { full?: boolean; label?: string }) {
  const { t } = useTranslation();
  return (
    <div className={full ? 'state full' : 'state'} role="status">
      <span className="spinner" aria-hidden />
      <p>{label ?? t('state.loading')}</p>
    </div>
  );
}

export function Failed({ error, retry, full }: { error: Error; retry?: () => void; full?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={full ? 'state full' : 'state'} role="alert">
      <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden>
        <circle cx="22" cy="22" r="20" fill="#fdecea" />
        <path d="M22 12v13M22 30.5v.5" stroke="#b42318" strokeWidth="3.4" strokeLinecap="round" />
      </svg>
      <p>
        <strong>{errorText(error, t)}</strong>
      </p>
      {retry && <Button onClick={retry}>{t('state.retry')}</Button>}
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return (
    <div className="state">
      <svg width="52" height="44" viewBox="0 0 52 44" aria-hidden>
        <path d="M4 12l14-6 16 6 14-6v28l-14 6-16-6-14 6z" fill="#f3f6fa" stroke="#b9c4cf" strokeWidth="1.6" strokeLinejoin="round" />
        <path d="M18 6v28M34 12v28" stroke="#b9c4cf" strokeWidth="1.6" strokeDasharray="3 3" />
      </svg>
      <p>{children}</p>
    </div>
  );
}

type T = TFunction;

/** The sentence for a failed request: the service's own where it sent one. */
export function errorText(error: Error, t: T): string {
  if (!(error instanceof ProblemError)) return t('error.unknown');
  if (error.status === 0) return t('error.offline');
  if (error.status === 401) return error.problem.detail ?? t('error.signedOut');
  if (error.problem.detail) return error.problem.detail;
  if (error.status >= 500) return t('error.server');
  return error.problem.title || t('error.unknown');
}

/** A page that broke; reloading brings also a newer build whose old chunks are gone. */
export function Crash() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <div className="state full" role="alert">
      <h1>{t('error.crash')}</h1>
      <p>{t('error.crashHint')}</p>
      <p className="muted">{error instanceof Error ? error.message : String(error)}</p>
      <Button type="primary" onClick={() => window.location.reload()}>
        {t('state.reload')}
      </Button>
    </div>
  );
}
