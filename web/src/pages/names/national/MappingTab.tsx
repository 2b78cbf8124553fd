/** The mapping by which an export was read, to be mended; the export is then to be compared anew. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { Failed, Loading } from '../../../shell/States';
import { refusalLines } from '../../../parts/refusals';
import { useGet } from '../../../parts/useGet';
import { MappingTable } from './MappingTable';
import type { Column, Mapping } from './national';

export function MappingTab({ id }: { id: string }) {
  const path = `/gazetteer/national/mappings/${id}`;
  const { data, error, refetch } = useGet<Mapping>(path);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return data ? <Editor key={data.version} path={path} mapping={data} /> : <Loading />;
}

function Editor({ path, mapping }: { path: string; mapping: Mapping }) {
  const { t } = useTranslation('national');
  const { t: tm } = useTranslation();
  const [columns, setColumns] = useState<Column[]>(mapping.columns);
  const save = useSend<Mapping>();
  return (
    <div className="judge-form">
      <p className="muted">{t('mappingEdit', { name: mapping.name })}</p>
      <MappingTable columns={columns} onChange={setColumns} />
      {save.error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(save.error, tm)}</span>} />}
      <Button type="primary" loading={save.isPending} onClick={() => save.mutate({ method: 'PATCH', path, body: { columns }, merge: true, ifMatch: mapping.version })}>{t('save')}</Button>
    </div>
  );
}
