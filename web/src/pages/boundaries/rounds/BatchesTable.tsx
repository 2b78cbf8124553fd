/** The yearly batches of a round, each with its last day due; a year leads to its lines. */
import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { none, number } from '../../../lib/format';
import type { Batch } from './rounds';

export function BatchesTable({ batches, onChoose }: { batches: Batch[]; onChoose: (year: number) => void }) {
  const { t } = useTranslation('rounds');
  return (
    <Table<Batch>
      rowKey="batch" size="small" dataSource={batches} pagination={false} scroll={batches.length ? { x: 640 } : undefined} locale={{ emptyText: <span className="muted">{t('noBatches')}</span> }}
      columns={[
        { title: t('columns.batch'), rowScope: 'row', render: (_, one) => <Button type="link" size="small" onClick={() => onChoose(one.batch)}>{t('batchOf', { year: one.batch })}</Button> },
        { title: t('columns.due'), render: (_, one) => one.due_on ?? none },
        { title: t('columns.linesDone'), align: 'right', render: (_, one) => `${number(one.lines_done)} / ${number(one.lines)}` },
        { title: t('columns.linesLeft'), align: 'right', render: (_, one) => number(one.lines - one.lines_done) },
        { title: t('columns.kmDone'), align: 'right', render: (_, one) => `${number(one.km_done, 3)} / ${number(one.km, 3)}` },
        { title: t('overdue'), align: 'right', render: (_, one) => (one.overdue > 0 ? <strong className="late">{number(one.overdue)}</strong> : 0) },
      ]}
    />
  );
}
