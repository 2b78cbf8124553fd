/** Links that show a comparison without an account: made, copied once, revoked. */
import { Alert, Button, Form, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages, useSend } from '../../../api/lists';
import { DateField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { Wide } from '../../../parts/Wide';
import { Failed } from '../../../shell/States';
import { type Share, scenariosPath } from '../siting/siting';

interface Props {
  scenario: string;
  /** What the page compares by. */
  question: { scenario: string; as_of: string; by: string; include: string; of: string | undefined; metres: string | number | undefined; minutes: string | number | undefined };
  onClose: () => void;
}

/** What is shared: the comparison as the page shows it. */
export function sharedAs({ scenario, as_of, by, include, of, metres, minutes }: Props['question']): Record<string, unknown> {
  const all = { with: scenario.split(',').slice(1), as_of, by, of, include: include || undefined, metres: metres === undefined ? undefined : Number(metres), minutes: minutes === undefined ? undefined : Number(minutes) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** In a month, YYYY-MM-DD. */
const inAMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

export function ShareModal({ scenario, question, onClose }: Props) {
  const { t } = useTranslation('siting');
  const path = `${scenariosPath}/${scenario}/shares`;
  const [form] = Form.useForm<{ name?: string; until: string }>();
  const [link, setLink] = useState<string>();
  const { submit, busy, message } = useFormSend<{ token: string }>(form, ({ data }) => setLink(`${window.location.origin}${import.meta.env.BASE_URL}shared/scenario#${data.token}`));
  return (
    <Modal open title={t('share')} footer={null} onCancel={onClose} destroyOnHidden width={720}>
      <div className="siting-stack">
        <p>{t('shareHint')}</p>
        <Form form={form} layout="vertical" requiredMark={false} initialValues={{ until: inAMonth() }} onFinish={(values) => void submit({ method: 'POST', path, body: { ...values, ...sharedAs(question) } })}>
          {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
          <div className="siting-fields">
            <TextField name="name" label={t('shareFor')} />
            <DateField name="until" label={t('shareUntil')} required />
          </div>
          <Button type="primary" htmlType="submit" loading={busy}>{t('makeLink')}</Button>
        </Form>
        {link && (
          <Alert
            type="success" title={t('linkOnce')}
            description={<div className="share-link"><Input readOnly value={link} aria-label={t('link')} onFocus={(event) => event.target.select()} /><Button onClick={() => void navigator.clipboard.writeText(link)}>{t('copy')}</Button></div>}
          />
        )}
        <Links path={path} />
      </div>
    </Modal>
  );
}

function Links({ path }: { path: string }) {
  const { t } = useTranslation('siting');
  const { items, error, retry } = usePages<Share>(path, {});
  const revoke = useSend();
  if (error) return <Failed error={error} retry={retry} />;
  if (items.length === 0) return <p className="muted">{t('noLinks')}</p>;
  return (
    <Wide label={t('links')}>
      {revoke.error && <Alert type="error" showIcon title={revoke.error.message} />}
      <Table<Share>
        rowKey="id" size="small" dataSource={items} pagination={false}
        columns={[
          { title: t('shareFor'), rowScope: 'row', render: (_, one) => one.name || '–' },
          { title: t('shareUntil'), dataIndex: 'until' },
          { title: t('author'), dataIndex: 'author' },
          { title: t('state'), render: (_, one) => t(`shareState.${one.state}`) },
          { title: t('action'), render: (_, one) => one.state === 'open' && <Button size="small" danger aria-label={t('revokeOne', { name: one.name || one.until })} onClick={() => revoke.mutate({ method: 'DELETE', path: `${path}/${one.id}` })}>{t('revoke')}</Button> },
        ]}
      />
    </Wide>
  );
}
