/** Managing accounts (administrators). */
import { PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { get, send } from '../../api/client';
import type { Account, Page } from '../../api/types';
import { time } from '../../lib/format';
import { Failed } from '../../shell/States';
import '../pages.css';
import { AccountModal } from './AccountModal';
import { SecretModal } from './SecretModal';
import { TokensModal } from './TokensModal';

type Doing = { what: 'create' } | { what: 'edit' | 'tokens'; account: Account } | { what: 'secret'; title: string; secret: string };

export function AccountsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [doing, setDoing] = useState<Doing>();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => get<Page<Account>>('/accounts', { limit: 1000 }, signal),
  });
  const reset = useMutation({
    mutationFn: async (account: Account) => (await send<{ one_time_password: string }>('POST', `/accounts/${account.id}/password`, { body: {} })).data,
    onSuccess: ({ one_time_password }, account) => setDoing({ what: 'secret', title: t('accounts.oneTimeFor', { name: account.name }), secret: one_time_password }),
  });
  const able = useMutation({
    mutationFn: (account: Account) =>
      send('PATCH', `/accounts/${account.id}`, { body: { disabled: !account.disabled }, merge: true, ifMatch: account.version ?? 0 }),
    onSettled: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
  const close = () => {
    setDoing(undefined);
    void client.invalidateQueries({ queryKey: ['accounts'] });
  };
  const failed = error ?? reset.error ?? able.error;

  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.accounts')}</h1>
        <span className="row-actions">
          <Link to="/webhooks">{t('nav.webhooks')}</Link>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setDoing({ what: 'create' })}>
            {t('accounts.create')}
          </Button>
        </span>
      </header>
      {failed && <Failed error={failed} retry={() => void refetch()} />}
      <Table<Account>
        rowKey="id" size="small" loading={isPending} dataSource={data?.items} pagination={false} scroll={{ x: 820 }}
        rowClassName={(account) => (account.disabled ? 'past-row' : '')}
        columns={[
          { title: t('account.name'), dataIndex: 'name', render: (name: string, one) => <>{name}{one.disabled && <small> {t('accounts.disabled')}</small>}</> },
          { title: t('account.login'), dataIndex: 'login' },
          { title: t('account.role'), dataIndex: 'role', render: (role: Account['role']) => t(`role.${role}`) },
          { title: t('account.area'), render: (_, one) => one.area_name || one.area_code },
          { title: t('accounts.seen'), dataIndex: 'last_seen_at', render: (at?: string) => time(at) },
          {
            title: t('accounts.actions'),
            render: (_, account) => (
              <span className="row-actions">
                <Button size="small" onClick={() => setDoing({ what: 'edit', account })}>{t('action.edit')}</Button>
                <Button size="small" onClick={() => reset.mutate(account)}>{t('accounts.reset')}</Button>
                <Button size="small" onClick={() => setDoing({ what: 'tokens', account })}>{t('accounts.tokens')}</Button>
                <Button size="small" onClick={() => able.mutate(account)}>
                  {account.disabled ? t('accounts.enable') : t('accounts.disable')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      {doing?.what === 'create' && <AccountModal onClose={close} onSecret={(title, secret) => setDoing({ what: 'secret', title, secret })} />}
      {doing?.what === 'edit' && <AccountModal account={doing.account} onClose={close} onSecret={close} />}
      {doing?.what === 'tokens' && <TokensModal account={doing.account} onClose={close} />}
      {doing?.what === 'secret' && <SecretModal title={doing.title} secret={doing.secret} onClose={close} />}
    </div>
  );
}
