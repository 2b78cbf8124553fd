/** What people on the spot reported: taken into a change set, declined with a reason, or a duplicate. */
import { Alert, Button, Form, Input, Modal, Segmented, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { usePages, useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { areaPath, time } from '../../../lib/format';
import { Empty, errorText, Failed } from '../../../shell/States';
import { mapLink } from '../../map/params';
import { Attachments } from '../../../parts/Attachments';
import { More } from '../../../parts/More';
import type { Report } from './changes';
import { isDirect, TakeReport } from './TakeReport';
import { useWords } from './useWords';

interface Props {
  state: string;
  area: string;
  onState: (state: string) => void;
}

type Doing = { report: Report; what: 'taken' | 'declined' | 'duplicate' } | undefined;

export function ReportsList({ state, area, onState }: Props) {
  const { t } = useTranslation('changes');
  const { may } = useSession();
  const words = useWords();
  const navigate = useNavigate();
  const [doing, setDoing] = useState<Doing>();
  const { items, loading, error, retry, more, fetching } = usePages<Report>('/gazetteer/reports', { state, kind: 'error', area });
  const close = () => setDoing(undefined);
  return (
    <div className="stack">
      <Segmented value={state} onChange={onState} options={['open', 'closed'].map((value) => ({ value, label: t(`reports.states.${value as 'open'}`) }))} aria-label={t('state')} />
      {error && <Failed error={error} retry={retry} />}
      {!error && !loading && items.length === 0 && <Empty>{t('reports.none')}</Empty>}
      {(loading || items.length > 0) && (
        <Table<Report>
          rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={{ x: 900 }}
          expandable={{ expandedRowRender: (one) => <Attachments owner="report" ownerId={one.id} roles={['photo']} mayAdd={false} />, columnWidth: 40 }}
          columns={[
            { title: t('name'), rowScope: 'row', width: 140, render: (_, one) => <Link to={mapLink('place', one.place_id)}>{one.place_name}</Link> },
            { title: t('area'), width: 170, render: (_, one) => areaPath(one.area_path.slice(1)) },
            {
              title: t('reports.says'),
              render: (_, one) => (
                <>
                  {one.field && <strong>{words.field(one.field)}</strong>}{one.value && <> → {one.value}</>}
                  {one.text && <div>{one.text}</div>}
                </>
              ),
            },
            { title: t('reports.by'), width: 150, render: (_, one) => <>{one.author_name || one.author}<br /><small className="muted">{time(one.at)}</small></> },
            state === 'open'
              ? { title: t('action'), width: 250, render: (_, one) => may.propose && <Answers onChoose={(what) => (what === 'taken' && !isDirect(one) ? void navigate(`/?sel=place/${one.place_id}&do=propose&report=${one.id}`) : setDoing({ report: one, what }))} /> }
              : { title: t('reports.outcome'), width: 250, render: (_, one) => <Outcome report={one} /> },
          ]}
        />
      )}
      <More more={more} fetching={fetching} />
      {doing?.what === 'taken' && <TakeReport report={doing.report} onClose={close} />}
      {doing && doing.what !== 'taken' && <CloseReport report={doing.report} outcome={doing.what} onClose={close} />}
    </div>
  );
}

function Answers({ onChoose }: { onChoose: (what: 'taken' | 'declined' | 'duplicate') => void }) {
  const { t } = useTranslation('changes');
  return (
    <span className="row-actions">
      <Button size="small" type="primary" onClick={() => onChoose('taken')}>{t('reports.take')}</Button>
      <Button size="small" onClick={() => onChoose('declined')}>{t('reports.decline')}</Button>
      <Button size="small" onClick={() => onChoose('duplicate')}>{t('reports.duplicate')}</Button>
    </span>
  );
}

function Outcome({ report }: { report: Report }) {
  const { t } = useTranslation('changes');
  return (
    <>
      {report.outcome && <Tag>{t(`reports.outcomes.${report.outcome}`)}</Tag>}
      {report.set && <Link to={`/names/changes/${report.set}`}>{t('openSet')}</Link>}
      {report.note && <div className="muted">{report.note}</div>}
      <div><small className="muted">{report.closer_name} {time(report.closed_at)}</small></div>
    </>
  );
}

function CloseReport({ report, outcome, onClose }: { report: Report; outcome: 'declined' | 'duplicate'; onClose: () => void }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const [form] = Form.useForm<{ note?: string }>();
  const send = useSend<Report>(onClose);
  const finish = ({ note }: { note?: string }) =>
    send.mutate({ method: 'POST', path: `/gazetteer/reports/${report.id}/close`, body: { outcome, ...(note ? { note } : {}) }, ifMatch: report.version });
  const must = outcome === 'declined' ? [{ required: true, whitespace: true, message: t('required') }] : [];
  return (
    <Modal open title={t(`reports.outcomes.${outcome}`)} okText={t('ok')} onOk={form.submit} onCancel={onClose} confirmLoading={send.isPending} destroyOnHidden>
      <Form form={form} layout="vertical" onFinish={finish} requiredMark={false}>
        <Form.Item name="note" label={t('reports.answer')} rules={must}><Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} /></Form.Item>
      </Form>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
    </Modal>
  );
}
