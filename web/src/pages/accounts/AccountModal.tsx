import { useMutation } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemError, send } from '../../api/client';
import { useSession } from '../../api/session';
import { type Account, grades, roles } from '../../api/types';
import { AreaPicker } from './AreaPicker';
import { errorText } from '../../shell/States';

type Values = Pick<Account, 'login' | 'name' | 'role' | 'area_code' | 'clearance'>;

interface Props {
  account?: Account;
  onClose: () => void;
  onSecret: (title: string, secret: string) => void;
}

/** Creating an account (which gives a one-time password) or changing one. */
export function AccountModal({ account, onClose, onSecret }: Props) {
  const { t } = useTranslation();
  const { prefecture, account: own } = useSession();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: async (values: Values) => {
      if (account) {
        const { name, role, area_code, clearance } = values;
        await send('PATCH', `/accounts/${account.id}`, { body: { name, role, area_code, clearance }, merge: true, ifMatch: account.version ?? 0 });
        return undefined;
      }
      return (await send<{ account: Account; one_time_password?: string }>('POST', '/accounts', { body: values })).data;
    },
    onSuccess: (made) => {
      if (made?.one_time_password) onSecret(t('accounts.oneTimeFor', { name: made.account.name }), made.one_time_password);
      else onClose();
    },
    onError: (error) => {
      if (error instanceof ProblemError) form.setFields(error.fields.map((one) => ({ name: one.field as keyof Values, errors: [one.message] })));
    },
  });
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Modal
      open title={account ? t('accounts.edit', { name: account.name }) : t('accounts.create')} okText={t('form.save')}
      confirmLoading={save.isPending} onOk={() => form.submit()} onCancel={onClose}
    >
      <Form
        form={form} layout="vertical" requiredMark={false} onFinish={(values) => save.mutate(values)}
        initialValues={account ?? { role: 'viewer', area_code: prefecture.code, clearance: 0 }}
      >
        <Form.Item name="login" label={t('account.login')} rules={required}>
          <Input disabled={Boolean(account)} autoComplete="off" autoCapitalize="none" maxLength={64} />
        </Form.Item>
        <Form.Item name="name" label={t('account.name')} rules={required}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="role" label={t('account.role')} rules={required}>
          <Select options={roles.map((value) => ({ value, label: `${t(`role.${value}`)} — ${t(`roleHint.${value}`)}` }))} />
        </Form.Item>
        <Form.Item name="area_code" label={t('account.area')} rules={required}>
          <AreaPicker />
        </Form.Item>
        <Form.Item name="clearance" label={t('account.clearance')} extra={t('accounts.clearanceHint')}>
          <Select options={grades.filter((value) => value <= (own?.clearance ?? 0)).map((value) => ({ value, label: t(`grade.${value}`) }))} />
        </Form.Item>
        {save.error && <Alert type="error" showIcon title={errorText(save.error, t)} />}
      </Form>
    </Modal>
  );
}
