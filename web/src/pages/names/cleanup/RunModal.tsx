/** Judges every entry of an area by the rules and tells what came of it; earlier runs below. */
import { Alert, Button, Modal, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { useAreaNames } from '../../../api/queries';
import { AreaField } from '../../../forms/AreaField';
import { number, time } from '../../../lib/format';
import { Loading } from '../../../shell/States';
import { refusalLines } from '../../../parts/refusals';
import type { Run } from './cleanup';

export function RunModal({ runs, onClose }: { runs: Run[]; onClose: () => void }) {
  const { t } = useTranslation('cleanup');
  const { t: tm } = useTranslation();
  const nameOf = useAreaNames();
  const [area, setArea] = useState<string>();
  const run = useSend<Run>();
  const done = run.data?.data;
  return (
    <Modal open title={t('run.title')} footer={null} onCancel={onClose} width={680}>
      <div className="judge-form">
        <p className="muted">{t('run.hint')}</p>
        <label className="run-area">{t('run.area')}<AreaField value={area} onChange={setArea} /></label>
        <Button type="primary" loading={run.isPending} onClick={() => run.mutate({ method: 'POST', path: '/gazetteer/cleanup/run', body: area ? { area } : {} })}>{t('run.start')}</Button>
        {run.isPending && <Loading label={t('run.busy')} />}
        {done && <Alert type="success" showIcon title={t('run.done', { entries: number(done.entries), found: number(done.found), added: number(done.added), closed: number(done.closed), seconds: done.seconds.toFixed(1) })} />}
        {run.error && <Alert type="error" showIcon title={refusalLines(run.error, tm)} />}
        <h3>{t('run.before')}</h3>
        <Table<Run>
          rowKey="id" size="small" dataSource={runs} pagination={false} scroll={{ x: 560 }}
          columns={[
            { title: t('run.at'), width: 140, render: (_, one) => time(one.at) },
            { title: t('run.area'), render: (_, one) => (one.area_code ? nameOf(one.area_code) : t('run.all')) },
            { title: t('run.entries'), align: 'right', render: (_, one) => number(one.entries) },
            { title: t('run.found'), align: 'right', render: (_, one) => number(one.found) },
            { title: t('run.added'), align: 'right', render: (_, one) => number(one.added) },
            { title: t('run.closed'), align: 'right', render: (_, one) => number(one.closed) },
          ]}
        />
      </div>
    </Modal>
  );
}
