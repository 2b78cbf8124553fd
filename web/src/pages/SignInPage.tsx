import { LockOutlined, UserOutlined } from '@ant-design/icons';
import type { TFunction } from 'i18next';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { ProblemError } from '../api/client';
import { useSession, useSignIn } from '../api/session';
import { errorText } from '../shell/States';
import './pages.css';

/** Only addresses inside the app: a link must not lead elsewhere after signing in. */
function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

export function SignInPage() {
  const { t } = useTranslation();
  const session = useSession();
  const signIn = useSignIn();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [error, setError] = useState<string>();
  const next = safeNext(params.get('next'));

  if (session.account && !signIn.isPending && !signIn.isSuccess) return <Navigate to={next} replace />;
  const submit = (values: { login: string; password: string }) => {
    setError(undefined);
    signIn.mutate(values, {
      onSuccess: ({ data }) => void navigate(data.account?.must_change_password ? '/account' : next, { replace: true }),
      onError: (cause) => setError(reason(cause, t)),
    });
  };
  return (
    <div className="signin">
      <Contours />
      <section className="signin-card">
        <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width={44} height={44} />
        <h1>{session.prefecture.name || t('app.name')}</h1>
        <p className="signin-tagline">{t('app.tagline')}</p>
        <Form layout="vertical" requiredMark={false} onFinish={submit} disabled={signIn.isPending}>
          <Form.Item name="login" label={t('signIn.login')} rules={[{ required: true, message: t('form.required') }]}>
            <Input prefix={<UserOutlined />} autoComplete="username" autoCapitalize="none" autoFocus size="large" maxLength={100} />
          </Form.Item>
          <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true, message: t('form.required') }]}>
            <Input.Password prefix={<LockOutlined />} autoComplete="current-password" size="large" maxLength={1000} />
          </Form.Item>
          {error && <Alert type="error" showIcon title={error} />}
          <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </Form>
        <p className="muted">{t('signIn.help')}</p>
      </section>
    </div>
  );
}

type T = TFunction;

function reason(cause: Error, t: T): string {
  if (cause instanceof ProblemError && cause.status === 401) return cause.problem.detail ?? t('signIn.wrong');
  if (cause instanceof ProblemError && cause.status === 429) return t('signIn.throttled', { seconds: cause.retryAfter ?? 60 });
  return errorText(cause, t);
}

/** Contour lines around a hill: the page is calm, and says what it is about. */
function Contours() {
  const rings = Array.from({ length: 12 }, (_, i) => contour(60 + 46 * i, 0.3 + i * 0.02));
  return (
    <svg className="contours" viewBox="0 0 800 600" preserveAspectRatio="xMidYMid slice" aria-hidden>
      {rings.map((path, i) => (
        <path key={i} d={path} fill="none" stroke="#b9a98a" strokeWidth={i % 5 === 0 ? 1.5 : 0.8} opacity={0.5} />
      ))}
    </svg>
  );
}

/** A closed line about the middle of the sheet, uneven as a hill is. */
function contour(radius: number, turn: number): string {
  const points = Array.from({ length: 90 }, (_, i) => {
    const angle = (i / 90) * 2 * Math.PI;
    const r = radius * (1 + 0.16 * Math.sin(2 * angle + turn) + 0.07 * Math.cos(3 * angle - turn));
    return `${(410 + 1.15 * r * Math.cos(angle)).toFixed(1)} ${(300 + 0.9 * r * Math.sin(angle)).toFixed(1)}`;
  });
  return `M${points.join('L')}Z`;
}
