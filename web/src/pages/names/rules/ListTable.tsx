/** One of the lists: its rows, adding and changing them, the same as a CSV file both ways. */
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { none } from '../../../lib/format';
import { Download } from '../../../shell/Download';
import { Ask } from '../../../shell/Ask';
import { Failed } from '../../../shell/States';
import { refusalLines } from '../../../parts/refusals';
import { useGet } from '../../../parts/useGet';
import { CsvButton } from './CsvButton';
import { RowModal } from './RowModal';
import { type Column, type ListName, lists, type Row } from './rules';

export function ListTable({ list }: { list: ListName }) {
  const path = `/gazetteer/rules/${list}`;
  const { t } = useTranslation('rules');
  const { t: tm } = useTranslation();
  const { may } = useSession();
  const { data, error, isPending, refetch } = useGet<{ items: Row[] }>(path);
  const [editing, setEditing] = useState<Row | 'new'>();
  const [text, setText] = useState('');
  const remove = useSend();
  const columns = lists[list];
  const key = columns[0]?.name ?? 'word';
  const rows = (data?.items ?? []).filter((row) => !text || columns.some(({ name }) => String(row[name] ?? '').includes(text)));
  const cell = (column: Column, value: unknown) => {
    if (column.name === 'enabled') return <Tag color={value ? 'green' : 'default'}>{t(value ? 'on' : 'off')}</Tag>;
    if (column.as === 'yes') return value ? t('yes') : none;
    if (column.as === 'choice') return t(`choices.${String(value) as 'none'}`, { defaultValue: String(value ?? '') });
    return Array.isArray(value) ? value.join('、') || none : String(value ?? '') || none;
  };
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <div className="judge-form">
      <p className="muted">{t(`hints.${list}`)}</p>
      <div className="row-actions">
        <Input.Search className="list-search" aria-label={t('search')} placeholder={t('search')} allowClear onSearch={setText} />
        {may.name_rules && <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>{t('add')}</Button>}
        <Download path={`${path}.csv`} label={t('csv')} name={`${list}.csv`} />
        {may.name_rules && <CsvButton path={`${path}.csv`} />}
      </div>
      {remove.error && <Alert type="error" showIcon title={refusalLines(remove.error, tm)} />}
      <Table<Row>
        rowKey="id" size="small" loading={isPending} dataSource={rows} scroll={{ x: 900 }} pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        rowClassName={(row) => (row.enabled ? '' : 'past-row')}
        columns={[
          ...columns.filter((one) => !('hidden' in one && one.hidden)).map((column, i) => ({ title: t(`columns.${column.name}`), rowScope: i === 0 ? ('row' as const) : undefined, render: (_: unknown, row: Row) => cell(column, row[column.name]) })),
          ...(may.name_rules ? [{
            title: t('action'), width: 150,
            render: (_: unknown, row: Row) => (
              <span className="row-actions">
                <Button size="small" aria-label={t('editOne', { name: String(row[key]) })} onClick={() => setEditing(row)}>{t('edit')}</Button>
                <Ask title={t('removeAsk', { name: String(row[key]) })} okText={t('remove')} onConfirm={() => remove.mutate({ method: 'DELETE', path: `${path}/${row.id}`, ifMatch: row.version })}>
                  <Button size="small" aria-label={t('removeOne', { name: String(row[key]) })}>{t('remove')}</Button>
                </Ask>
              </span>
            ),
          }] : []),
        ]}
      />
      {editing && <RowModal list={list} row={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </div>
  );
}
