/** A table as it was written: good rows go in, the others wait until they are mended. */
import { Alert, Button, Modal, Table, Tag } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { refusalLines } from '../../../parts/refusals';
import { Wide } from '../../../parts/Wide';
import { bare, mended, type Plan, type Progress, type Reading, type ReadRow, sorted, valuesOf } from './plans';
import { ProjectModal } from './ProjectModal';

interface Props {
  progress: Progress;
  onClose: () => void;
}

export function ReadModal({ progress: { plan, projects }, onClose }: Props) {
  const { t } = useTranslation('facilityplans');
  const { t: tm } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState<Reading>();
  const [mending, setMending] = useState<ReadRow>();
  const read = useSend<Reading>(({ data }) => setReading(data));
  const put = useSend<Plan>(onClose);
  const { good, bad } = sorted(reading?.rows ?? []);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = '';
    if (file) read.mutate({ method: 'POST', path: `/facilities/plans/${plan.id}/read`, query: { file: file.name }, body: new Blob([file], { type: 'application/octet-stream' }) });
  };
  const save = () => put.mutate({ method: 'PUT', path: `/facilities/plans/${plan.id}/projects`, body: { projects: [...projects.map(bare), ...good.map(bare)] }, ifMatch: plan.version });
  const error = read.error ?? put.error;
  return (
    <Modal
      open width={960} title={t('read.title')} onCancel={onClose} destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>{t('cancel')}</Button>,
        <Button key="save" type="primary" disabled={good.length === 0} loading={put.isPending} onClick={save}>{t('read.put', { count: good.length })}</Button>,
      ]}
    >
      {error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(error, tm)}</span>} />}
      <p className="muted">{t('read.hint')}</p>
      <input ref={picker} type="file" accept=".csv,.xlsx" hidden aria-label={t('read.choose')} onChange={choose} />
      <Button onClick={() => picker.current?.click()} loading={read.isPending}>{t('read.choose')}</Button>
      {reading && (
        <>
          <p role="status">{t('read.found', { good: good.length, bad: bad.length, totals: reading.totals })}</p>
          <Wide label={t('read.title')}>
            <Table<ReadRow>
              rowKey="id" size="small" dataSource={[...bad, ...good]} pagination={false} scroll={{ y: 360 }}
              columns={[
                { title: t('read.line'), width: 70, render: (_, one) => [one.sheet, one.line].filter(Boolean).join(' ') },
                { title: t('fields.year'), width: 80, dataIndex: 'year' },
                { title: t('fields.place'), render: (_, one) => `${one.area_text || plan.area_name} ${one.area_code}` },
                { title: t('fields.name'), rowScope: 'row', dataIndex: 'name' },
                { title: t('read.isFacility'), render: (_, one) => (one.facility_id ? one.facility : t('read.new')) },
                {
                  title: t('read.state'), render: (_, one) => (one.faults.length === 0 ? <Tag color="green">{t('read.good')}</Tag> : (
                    <>
                      <span className="lines">{one.faults.map((fault) => fault.message).join('\n')}</span>
                      <Button size="small" onClick={() => setMending(one)} aria-label={t('read.mendOne', { line: one.line })}>{t('read.mend')}</Button>
                    </>
                  )),
                },
              ]}
            />
          </Wide>
        </>
      )}
      {mending && reading && (
        <ProjectModal
          title={t('read.mendOne', { line: mending.line })} start={valuesOf(mending)} faults={mending.faults.map((one) => one.message)} onClose={() => setMending(undefined)}
          onSave={(values) => { setReading({ ...reading, rows: mended(reading.rows, mending.id, values) }); setMending(undefined); }}
        />
      )}
    </Modal>
  );
}
