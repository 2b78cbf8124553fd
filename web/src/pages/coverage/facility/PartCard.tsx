/** A part of a life: its rows as a table, and for those who may, a form for a row. */
import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Wide } from '../../../parts/Wide';
import { Ask } from '../../../shell/Ask';
import { ConfirmModal } from './ConfirmModal';
import { listAfter, partFields, type PartKey, type Row, rowKey } from './life';
import { PartModal } from './PartModal';
import { usePart } from './usePart';
import { useShown } from './useShown';

export interface CardProps {
  facility: string;
  /** Of the facility. */
  version: number;
  part: PartKey;
  rows: Row[];
  mayEdit: boolean;
  /** Choices of a stage, for the part of stages. */
  stages?: { value: string; label: string }[];
  /** What is said beside the rows. */
  extra?: ReactNode;
  /** More of a row, say its files. */
  more?: (row: Row) => ReactNode;
}

export function PartCard({ facility, version, part, rows, mayEdit, stages, extra, more }: CardProps) {
  const { t } = useTranslation('facilitylife');
  const shown = useShown(stages);
  const [editing, setEditing] = useState<Row | 'new'>();
  const [tried, setTried] = useState<Row>();
  const { put, busy, refusal, doubts, forget } = usePart(facility, part, version, () => {
    setEditing(undefined);
    setTried(undefined);
  });
  const save = (values: Row | undefined, before: Row | undefined, confirm?: string[]) => {
    setTried(values);
    void put({ [part]: listAfter(part, rows, before, values) }, confirm);
  };
  const before = editing === 'new' ? undefined : editing;
  const title = t(`parts.${part}`);
  const nameOf = (row: Row) => partFields[part].slice(0, 2).map((field) => shown(field, row)).join(' ');
  return (
    <section className="card life-part" aria-label={title}>
      <header className="card-head">
        <h2>{title}</h2>
        {mayEdit && <Button icon={<PlusOutlined />} onClick={() => setEditing('new')}>{t('add', { what: t(`rows.${part}`) })}</Button>}
      </header>
      {extra}
      {!editing && refusal && <Alert type="error" showIcon title={<span className="lines">{refusal}</span>} />}
      {rows.length === 0 ? <p className="muted">{t(`none.${part}`)}</p> : (
        <Wide label={title}>
          <Table<Row>
            rowKey={(row) => rowKey(part, row)} size="small" dataSource={rows} pagination={false}
            columns={[
              ...partFields[part].map((field, i) => ({
                title: t(`fields.${field.name}` as 'fields.document'), key: field.name, rowScope: i === 0 ? ('row' as const) : undefined,
                align: field.kind === 'number' || field.kind === 'percent' ? ('right' as const) : undefined, render: (_: unknown, row: Row) => shown(field, row),
              })),
              ...(more ? [{ title: t('files'), key: 'files', render: (_: unknown, row: Row) => more(row) }] : []),
              ...(mayEdit ? [{
                title: t('action'), key: 'action', render: (_: unknown, row: Row) => (
                  <span className="row-actions tight">
                    <Button size="small" type="text" icon={<EditOutlined />} aria-label={t('edit', { name: nameOf(row) })} onClick={() => setEditing(row)} />
                    <Ask title={t('removeAsk', { name: nameOf(row) })} okText={t('remove')} cancelText={t('cancel')} onConfirm={() => save(undefined, row)}>
                      <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={t('removeOne', { name: nameOf(row) })} />
                    </Ask>
                  </span>
                ),
              }] : []),
            ]}
          />
        </Wide>
      )}
      {editing && (
        <PartModal part={part} row={before} stages={stages} busy={busy} refusal={refusal} onClose={() => setEditing(undefined)} onSave={(values) => save(values, before)} />
      )}
      {doubts && <ConfirmModal doubts={doubts} onCancel={forget} onOk={() => { forget(); save(tried, before, doubts.map((one) => one.code)); }} />}
    </section>
  );
}
