/** How far the sign plans have come, a row for each with a total. */
import { Button, Progress as Bar, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import type { Progress } from './signs';

interface Props {
  rows: Progress[];
  total: Progress;
  edit?: (id: string) => void;
}

const figures = ['names_done', 'target_signs', 'listed', 'installed', 'poor', 'wrong'] as const;

export function ProgressTable({ rows, total, edit }: Props) {
  const { t } = useTranslation('names');
  const stated = (value: number | null) => (value === null ? t('signs.notStated') : number(value));
  return (
    <Table<Progress>
      rowKey={(row) => row.plan_id ?? ''} size="small" dataSource={rows} pagination={false} scroll={{ x: 1000 }}
      columns={[
        { title: t('signs.plan'), dataIndex: 'title', rowScope: 'row' },
        { title: t('signs.area'), dataIndex: 'area_name' },
        { title: t('signs.year'), dataIndex: 'year', width: 80 },
        { title: t('signs.target_names'), align: 'right', render: (_, row) => stated(row.target_names) },
        ...figures.map((name) => ({ title: t(`signs.${name}`), align: 'right' as const, render: (_: unknown, row: Progress) => stated(row[name]) })),
        { title: t('signs.share'), width: 140, render: (_, row) => row.target_names ? <Bar percent={Math.round((100 * row.names_done) / row.target_names)} size="small" /> : t('signs.notStated') },
        ...(edit ? [{ title: t('action'), width: 80, render: (_: unknown, row: Progress) => <Button size="small" onClick={() => edit(row.plan_id ?? '')}>{t('edit')}</Button> }] : []),
      ]}
      summary={() => (
        <Table.Summary.Row className="total-row">
          <Table.Summary.Cell index={0} colSpan={3}>{t('total')}</Table.Summary.Cell>
          {(['target_names', ...figures] as const).map((name, i) => (
            <Table.Summary.Cell key={name} index={i + 3} align="right">{stated(total[name])}</Table.Summary.Cell>
          ))}
          <Table.Summary.Cell index={10} colSpan={edit ? 2 : 1} />
        </Table.Summary.Row>
      )}
    />
  );
}
