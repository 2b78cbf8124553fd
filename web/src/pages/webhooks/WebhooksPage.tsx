/** Programs that hear of changes: how their deliveries go, adding, pausing and retiring them. */
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePages, useSend } from '../../api/lists';
import { useAreaNames } from '../../api/queries';
import { useSession } from '../../api/session';
import { number, time } from '../../lib/format';
import { Ask } from '../../shell/Ask';
import { Empty, errorText, Failed } from '../../shell/States';
import '../pages.css';
import { SecretModal } from '../accounts/SecretModal';
import { HookModal } from './HookModal';
import { type Hook, healthOf } from './hooks';

const tones = { paused: 'default', failing: 'red', waiting: 'gold', good: 'green', idle: 'blue' } as const;

export function WebhooksPage() {
  const { t } = useTranslation('webhooks');
  const { t: tm } = useTranslation();
  const nameOf = useAreaNames();
  const { prefecture } = useSession();
  const { items, loading, error, retry } = usePages<Hook>('/webhooks', {});
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  const send = useSend();
  const entity = (one: string) => t(`entities.${one as 'place'}`, { defaultValue: one });
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('heading')}</h1>
        <span className="row-actions">
          <Link to="/accounts">{tm('nav.accounts')}</Link>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('add')}</Button>
        </span>
      </header>
      <p className="muted">{t('intro')}</p>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
      {error ? <Failed error={error} retry={retry} /> : (
        <Table<Hook>
          rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={items?.length ? { x: 980 } : undefined} locale={{ emptyText: <Empty>{t('none')}</Empty> }}
          columns={[
            { title: t('url'), rowScope: 'row', render: (_, one) => <span className="hook-url">{one.url}</span> },
            { title: t('hears'), render: (_, one) => (one.entities?.length ? one.entities.map(entity).join('、') : t('everything')) },
            { title: t('area'), width: 120, render: (_, one) => (one.area_code === prefecture.code ? prefecture.name : nameOf(one.area_code)) },
            { title: t('health'), width: 210, render: (_, one) => <><Tag color={tones[healthOf(one)]}>{t(`states.${healthOf(one)}`)}</Tag>{one.failures > 0 && <small>{t('failures', { n: one.failures })} {one.last_error || one.last_status}</small>}</> },
            { title: t('waiting'), width: 90, align: 'right', render: (_, one) => number(one.waiting) },
            { title: t('delivered'), width: 150, render: (_, one) => time(one.delivered_at) },
            {
              title: t('action'), width: 160,
              render: (_, one) => (
                <span className="row-actions">
                  <Button size="small" onClick={() => send.mutate({ method: 'PATCH', path: `/webhooks/${one.id}`, body: { active: !one.active }, merge: true, ifMatch: one.version })}>{t(one.active ? 'pause' : 'resume')}</Button>
                  <Ask title={t('retireAsk')} okText={t('retire')} onConfirm={() => send.mutate({ method: 'DELETE', path: `/webhooks/${one.id}`, ifMatch: one.version })}>
                    <Button size="small">{t('retire')}</Button>
                  </Ask>
                </span>
              ),
            },
          ]}
        />
      )}
      {adding && <HookModal onClose={() => setAdding(false)} onSecret={(made) => { setAdding(false); setSecret(made); }} />}
      {secret && <SecretModal title={t('secret')} secret={secret} onClose={() => setSecret(undefined)} />}
    </div>
  );
}
