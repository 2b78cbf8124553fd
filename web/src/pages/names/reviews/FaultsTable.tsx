/** What is wrong, entry by entry; an item may be accepted as it is, for a reason. */
import { Alert, Button, Form, Input, Modal, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Query } from '../../../api/client';
import { usePages, useSend } from '../../../api/lists';
import { areaPath } from '../../../lib/format';
import { Empty, Failed } from '../../../shell/States';
import { mapLink } from '../../map/params';
import { More } from '../../../parts/More';
import { refusalLines } from '../../../parts/refusals';
import type { Fault } from './reviews';

const weights = { error: 'red', warning: 'gold', info: 'default' } as const;
const tones = { open: 'orange', mended: 'green', accepted: 'default' } as const;

export function FaultsTable({ path, query, working }: { path: string; query: Query; working: boolean }) {
  const { t } = useTranslation('reviews');
  const { items, loading, error, retry, more, fetching } = usePages<Fault>(`${path}/items`, query);
  const [judging, setJudging] = useState<Fault>();
  const reopen = useSend();
  if (error) return <Failed error={error} retry={retry} />;
  return (
    <>
      <Table<Fault>
        rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={items?.length ? { x: 940 } : undefined} locale={{ emptyText: <Empty>{t('nothingOpen')}</Empty> }}
        columns={[
          { title: t('name'), width: 160, rowScope: 'row', render: (_, one) => <Link to={mapLink('place', one.place_id)}>{one.name}</Link> },
          { title: t('area'), width: 190, render: (_, one) => areaPath(one.area_path.slice(1)) },
          { title: t('kind'), width: 130, render: (_, one) => <Tag color={weights[one.severity]}>{t(`kinds.${one.kind}`)}</Tag> },
          { title: t('message'), dataIndex: 'message' },
          { title: t('state'), width: 170, render: (_, one) => <><Tag color={tones[one.state]}>{t(`states.${one.state}`)}</Tag>{one.reason && <small className="article">{one.reason}</small>}</> },
          ...(working ? [{
            title: t('action'), width: 120,
            render: (_: unknown, one: Fault) => {
              if (one.state === 'open') return <Button size="small" onClick={() => setJudging(one)}>{t('accept')}</Button>;
              if (one.state === 'accepted') return <Button size="small" onClick={() => reopen.mutate({ method: 'POST', path: `${path}/items/${one.id}/accept`, body: { reason: '' }, ifMatch: one.version })}>{t('reopen')}</Button>;
              return null;
            },
          }] : []),
        ]}
      />
      <More more={more} fetching={fetching} />
      {judging && <Accept path={path} fault={judging} onClose={() => setJudging(undefined)} />}
    </>
  );
}

function Accept({ path, fault, onClose }: { path: string; fault: Fault; onClose: () => void }) {
  const { t } = useTranslation('reviews');
  const { t: tm } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useSend(onClose);
  return (
    <Modal open title={t('acceptTitle', { name: fault.name })} onOk={form.submit} okText={t('accept')} confirmLoading={send.isPending} onCancel={onClose} destroyOnHidden>
      <p>{fault.message}</p>
      <Form form={form} layout="vertical" requiredMark={false} className="judge-form" onFinish={({ reason }) => send.mutate({ method: 'POST', path: `${path}/items/${fault.id}/accept`, body: { reason: reason.trim() }, ifMatch: fault.version })}>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('required') }]}><Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} /></Form.Item>
      </Form>
      {send.error && <Alert type="error" showIcon title={refusalLines(send.error, tm)} />}
    </Modal>
  );
}
