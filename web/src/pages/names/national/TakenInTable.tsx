/** Pending edits that the export shows: with one press they are noted as taken in (入库). */
import { Alert, Button, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSend } from '../../../api/lists';
import { none } from '../../../lib/format';
import { Empty, Failed } from '../../../shell/States';
import { mapLink } from '../../map/params';
import { refusalLines } from '../parts/refusals';
import { useGet } from '../parts/useGet';
import type { TakenIn, TakenInPage } from './national';

export function TakenInTable({ path }: { path: string }) {
  const { t } = useTranslation('national');
  const { t: tm } = useTranslation();
  const { data, error, isPending, refetch } = useGet<TakenInPage>(`${path}/taken-in`, { limit: 500 });
  const note = useSend();
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  const mark = () => data && note.mutate({ method: 'POST', path: '/gazetteer/ledger/national', body: { edits: data.edits, state: 'taken_in', on: data.exported_on, export_version: data.export_version } });
  return (
    <div className="judge-form">
      <p className="muted">{t('takenInHint')}</p>
      {data && data.edits.length > 0 && <Button type="primary" loading={note.isPending} onClick={mark}>{t('markTakenIn', { n: data.edits.length, date: data.exported_on })}</Button>}
      {note.isSuccess && <Alert type="success" showIcon title={t('markedTakenIn')} />}
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
