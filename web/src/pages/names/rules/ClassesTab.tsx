/** The table of classes, replaced as a whole by a file: a trial first tells what would happen. */
import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Table } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { useClasses } from '../../../api/queries';
import { useSession } from '../../../api/session';
import type { PlaceClass } from '../../../api/types';
import { refusalLines } from '../../../parts/refusals';
import { ClassTrial } from './ClassTrial';
import { csvOf } from './csv';
import { type ClassReport, mappingText } from './rules';

export function ClassesTab() {
  const { t } = useTranslation('rules');
  const { t: tm } = useTranslation();
  const { may } = useSession();
  const { data: classes, refetch } = useClasses();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [to, setTo] = useState<Record<string, string | undefined>>({});
  const send = useSend<ClassReport>(({ data }) => {
    if (!data.applied) return;
    setFile(undefined);
    void refetch();
  });
  const put = (chosen: File, dry: boolean, moves = to) => send.mutate({ method: 'PUT', path: '/gazetteer/classes.csv', query: { mapping: mappingText(moves), dry_run: dry }, body: csvOf(chosen) });
  const report = send.data?.data;
  return (
    <div className="judge-form">
      <p className="muted">{t('classesHint')}</p>
      {may.name_rules && (
        <div className="row-actions">
          <input
            ref={input} type="file" hidden accept=".csv,.txt"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              event.target.value = '';
              if (!chosen) return;
              setFile(chosen);
              setTo({});
              put(chosen, true, {});
            }}
          />
          <Button icon={<UploadOutlined />} loading={send.isPending} onClick={() => input.current?.click()}>{t('classFile')}</Button>
          {file && <strong>{file.name}</strong>}
        </div>
      )}
      {send.error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(send.error, tm)}</span>} />}
      {report?.applied && <Alert type="success" showIcon title={t('classDone', { n: report.classes, moved: report.moved })} />}
      {file && report && !report.applied && <ClassTrial report={report} to={to} setTo={setTo} busy={send.isPending} again={() => put(file, true)} apply={() => put(file, false)} />}
      <Table<PlaceClass>
        rowKey="code" size="small" dataSource={classes} pagination={(classes?.length ?? 0) > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        columns={[
          { title: t('classCode'), dataIndex: 'code', width: 120, rowScope: 'row' },
          { title: t('className'), dataIndex: 'name' },
          { title: t('classRemark'), dataIndex: 'remark' },
        ]}
      />
    </div>
  );
}
