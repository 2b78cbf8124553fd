/** Pending edits that the export shows: noted as reported (已报) where nobody did, and with one press as taken in (入库). */
import { Alert, Button, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSend } from '../../../api/lists';
import { none } from '../../../lib/format';
import { Empty, Failed } from '../../../shell/States';
import { mapLink } from '../../map/params';
import { refusalLines } from '../../../parts/refusals';
import { useGet } from '../../../parts/useGet';
import type { TakenIn, TakenInPage } from './national';

export function TakenInTable({ path }: { path: string }) {
  const { t } = useTranslation('national');
  const { t: tm } = useTranslation();
  const { data, error, isPending, refetch } = useGet<TakenInPage>(`${path}/taken-in`, { limit: 500 });
  const [day, setDay] = useState<string>();
  const note = useSend();
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  const edits = (state: TakenIn['state']) => (data?.items ?? []).filter((one) => one.state === state).map((one) => one.edit_id);
  const [reported, unreported] = [edits('reported'), edits('unreported')];
  const mark = (state: 'reported' | 'taken_in', ids: string[], on: string) =>
    data && note.mutate({ method: 'POST', path: '/gazetteer/ledger/national', body: { edits: ids, state, on, export_version: data.export_version } });
  return (
    <div className="judge-form">
      <p className="muted">{t('takenInHint')}</p>
      {data && reported.length > 0 && <div><Button type="primary" loading={note.isPending} onClick={() => mark('taken_in', reported, data.exported_on)}>{t('markTakenIn', { n: reported.length, date: data.exported_on })}</Button></div>}
      {data && unreported.length > 0 && (
        <div className="row-actions">
          <label className="row-actions">{t('reportedOn')} <Input type="date" className="day" value={day ?? data.exported_on} max={data.exported_on} onChange={(event) => setDay(event.target.value)} /></label>
          <Button loading={note.isPending} onClick={() => mark('reported', unreported, day ?? data.exported_on)}>{t('markReported', { n: unreported.length })}</Button>
          <span className="muted">{t('reportFirst')}</span>
        </div>
      )}
      {note.isSuccess && <Alert type="success" showIcon title={t('noted')} />}
      {note.error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(note.error, tm)}</span>} />}
      <Table<TakenIn>
        rowKey="edit_id" size="small" loading={isPending} dataSource={data?.items} pagination={false} scroll={data?.items?.length ? { x: 620 } : undefined} locale={{ emptyText: <Empty>{t('noTakenIn')}</Empty> }}
        columns={[
          { title: t('name'), rowScope: 'row', render: (_, one) => <Link to={mapLink('place', one.place_id)}>{one.name}</Link> },
          { title: t('op'), width: 90, render: (_, one) => t(`ops.${one.op}`) },
          { title: t('on'), dataIndex: 'on', width: 120 },
          { title: t('state'), width: 110, render: (_, one) => <Tag>{t(one.state)}</Tag> },
          { title: t('reportedOn'), width: 120, render: (_, one) => one.reported_on ?? none },
        ]}
      />
      {data?.next && <p className="muted">{t('moreTakenIn')}</p>}
    </div>
  );
}
