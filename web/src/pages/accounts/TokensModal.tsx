/** Bearer tokens of an account, for programs such as QGIS or GDAL. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, send } from '../../api/client';
import type { Account, Page, Token } from '../../api/types';
import { time } from '../../lib/format';
import { Failed } from '../../shell/States';
import { SecretModal } from './SecretModal';

export function TokensModal({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form] = Form.useForm<{ name: string }>();
  const [secret, setSecret] = useState<string>();
  const path = `/accounts/${account.id}/tokens`;
  const { data, error, isPending } = useQuery({ queryKey: ['tokens', account.id], queryFn: ({ signal }) => get<Page<Token>>(path, undefined, signal) });
  const settled = () => client.invalidateQueries({ queryKey: ['tokens', account.id] });
  const create = useMutation({
    mutationFn: async (body: { name: string }) => (await send<{ token: string }>('POST', path, { body })).data,
    onSuccess: ({ token }) => {
      form.resetFields();
      setSecret(token);
    },
    onSettled: settled,
  });
  const revoke = useMutation({ mutationFn: (token: Token) => send('DELETE', `${path}/${token.id}`), onSettled: settled });
  const failed = error ?? create.error ?? revoke.error;
  return (
    <Modal open title={t('accounts.tokensOf', { name: account.name })} footer={null} onCancel={onClose}>
      {failed && <Failed error={failed} />}
      <Form form={form} layout="inline" onFinish={(values) => create.mutate(values)}>
        <Form.Item name="name" rules={[{ required: true, message: t('form.required') }]}>
          <Input placeholder={t('accounts.tokenName')} aria-label={t('accounts.tokenName')} maxLength={100} />
        </Form.Item>
        <Button htmlType="submit" type="primary" loading={create.isPending}>{t('accounts.createToken')}</Button>
      </Form>
      <Table<Token>
        rowKey="id" size="small" loading={isPending} dataSource={data?.items} pagination={false}
        columns={[
          { title: t('accounts.tokenName'), dataIndex: 'name' },
          { title: t('accounts.created'), dataIndex: 'created_at', render: (at?: string) => time(at) },
          { title: t('accounts.expires'), dataIndex: 'expires_at', render: (at: string | null) => time(at) },
          { render: (_, token) => <Button size="small" danger onClick={() => revoke.mutate(token)}>{t('accounts.revoke')}</Button> },
        ]}
      />
      {secret && <SecretModal title={t('accounts.newToken')} secret={secret} onClose={() => setSecret(undefined)} />}
    </Modal>
  );
}
