/** Reads an export in: file, what its columns hold, version and day; then it is compared. */
import { Alert, Button, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { send } from '../../../api/client';
import { useSend } from '../../../api/lists';
import { AreaField } from '../../../forms/AreaField';
import { DateField, TextField } from '../../../forms/fields';
import { today } from '../../../lib/format';
import { refusalLines } from '../../../parts/refusals';
import { MappingTable } from './MappingTable';
import { type Column, type Export, formOf, type Mapping, type Sample, savingOf } from './national';

interface Values { export_version: string; exported_on: string; area?: string; mapping_name?: string }

export function Upload({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('national');
  const { t: tm } = useTranslation();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [columns, setColumns] = useState<Column[]>([]);
  const [failed, setFailed] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const look = useSend<Sample>(({ data }) => setColumns(data.mapping.columns));
  const load = useSend<Export>(({ data }) => void navigate(`/names/national/${data.id}`));
  const sample = file && look.data?.data;

  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    setFailed(undefined);
    load.reset();
    look.mutate({ method: 'POST', path: '/gazetteer/national/mappings/suggest', body: formOf(chosen, {}) });
  };
  const start = async ({ export_version, exported_on, area, mapping_name }: Values) => {
    if (!file || !sample) return;
    setBusy(true);
    setFailed(undefined);
    try {
      const mapping = await saved(sample.mapping, columns, mapping_name?.trim() || file.name.slice(0, 100));
      await load.mutateAsync({ method: 'POST', path: '/gazetteer/national/exports', body: formOf(file, { export_version: export_version.trim(), exported_on, area, mapping }) });
    } catch (error) {
      setFailed(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const problem = look.error ?? failed;
  return (
    <section className="card judge-form">
      <h2>{t('upload')}</h2>
      <div className="row-actions">
        <input ref={input} type="file" hidden accept=".csv,.xlsx,.txt" onChange={(event) => { choose(event.target.files?.[0]); event.target.value = ''; }} />
        <Button onClick={() => input.current?.click()} loading={look.isPending}>{file ? t('otherFile') : t('chooseFile')}</Button>
        {file && <strong>{file.name}</strong>}
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
      <p className="muted">{t('fileHint')}</p>
      {problem && <Alert type="error" showIcon title={<span className="lines">{refusalLines(problem, tm)}</span>} />}
      {sample && (
        <>
          <p>{t('looked', { rows: sample.count, totals: sample.totals })}{sample.skipped_sheets?.length ? t('skipped', { sheets: sample.skipped_sheets.join('、') }) : ''}</p>
          <h3>{t('mapping')}</h3>
          <p className="muted">{t(sample.mapping.version ? 'mappingSaved' : 'mappingSuggested', { name: sample.mapping.name })}</p>
          <MappingTable columns={columns} rows={sample.rows} onChange={setColumns} />
          <Form layout="vertical" requiredMark={false} initialValues={{ exported_on: today(), mapping_name: sample.mapping.name }} onFinish={(values: Values) => void start(values)}>
            <div className="national-form">
              <TextField name="export_version" label={t('version')} required extra={t('versionHint')} />
              <DateField name="exported_on" label={t('exportedOn')} required />
              <Form.Item name="area" label={t('area')} extra={t('areaHint')}><AreaField /></Form.Item>
              {sample.mapping.version === 0 && <Form.Item name="mapping_name" label={t('mappingName')}><Input maxLength={100} autoComplete="off" /></Form.Item>}
            </div>
            <Button type="primary" htmlType="submit" loading={busy}>{t('load')}</Button>
          </Form>
        </>
      )}
    </section>
  );
}

/** The id of the mapping as it is to be, saved where it is new or was changed. */
async function saved(suggested: Mapping, columns: Column[], name: string): Promise<string> {
  const saving = savingOf(suggested, columns);
  if (saving === 'keep') return suggested.id;
  if (saving === 'create') return (await send<Mapping>('POST', '/gazetteer/national/mappings', { body: { name, columns, rules: suggested.rules } })).data.id;
  return (await send<Mapping>('PATCH', `/gazetteer/national/mappings/${suggested.id}`, { body: { columns }, merge: true, ifMatch: suggested.version })).data.id;
}
