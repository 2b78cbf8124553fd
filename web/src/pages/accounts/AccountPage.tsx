/** One's own account: who one is to the system, and the password. */
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/client';
import { useChangePassword, useSession } from '../../api/session';
import { errorText } from '../../shell/States';
import '../pages.css';

interface Values {
  old_password: string;
  new_password: string;
  again: string;
}

/** The least length that this form asks for; the service judges the rest. */
const shortest = 10;

export function AccountPage() {
  const { t } = useTranslation();
  const { account } = useSession();
  if (!account) return null;
  return (
    <div className="page narrow-page">
      <h1>{t('nav.account')}</h1>
      <dl className="fields card">
        <div><dt>{t('account.name')}</dt><dd>{account.name}</dd></div>
        <div><dt>{t('account.login')}</dt><dd>{account.login}</dd></div>
        <div><dt>{t('account.role')}</dt><dd>{t(`role.${account.role}`)}</dd></div>
        <div><dt>{t('account.area')}</dt><dd>{account.area_name || account.area_code}</dd></div>
      </dl>
      <PasswordForm forced={account.must_change_password ?? false} login={account.login} />
    </div>
  );
}

function PasswordForm({ forced, login }: { forced: boolean; login: string }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const change = useChangePassword();
  const [error, setError] = useState<string>();

  const submit = ({ old_password, new_password }: Values) => {
    setError(undefined);
    change.mutate(
      { old_password, new_password },
      {
        onSuccess: () => form.resetFields(),
        onError: (cause) => {
          const fields = cause instanceof ProblemError ? cause.fields : [];
          form.setFields(fields.map((one) => ({ name: one.field as keyof Values, errors: [one.message] })));
          if (fields.length === 0) setError(errorText(cause, t));
        },
      },
    );
  };
  return (
    <section className="card">
      <h2>{t('account.password')}</h2>
      {forced && <Alert type="warning" showIcon title={t('account.forced')} />}
      {change.isSuccess && <Alert type="success" showIcon title={t('account.changed')} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} disabled={change.isPending}>
        <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
        <Form.Item name="old_password" label={forced ? t('account.oneTime') : t('account.old')} rules={[{ required: true, message: t('form.required') }]}>
          <Input.Password autoComplete="current-password" maxLength={1000} />
        </Form.Item>
        <Form.Item
          name="new_password" label={t('account.new')} extra={t('account.rule', { count: shortest })}
          rules={[{ required: true, min: shortest, message: t('account.rule', { count: shortest }) }]}
        >
          <Input.Password autoComplete="new-password" maxLength={1000} />
        </Form.Item>
        <Form.Item
          name="again" label={t('account.again')} dependencies={['new_password']}
          rules={[
            { required: true, message: t('form.required') },
            ({ getFieldValue }) => ({
              validator: (_, value) => (value === getFieldValue('new_password') ? Promise.resolve() : Promise.reject(new Error(t('account.differs')))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={1000} />
        </Form.Item>
        {error && <Alert type="error" showIcon title={error} />}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('account.change')}
        </Button>
      </Form>
    </section>
  );
}
