/** What each column of a file holds, beside its first values. */
import { Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Column, fields, withField } from './national';

interface Props {
  columns: Column[];
  rows?: string[][];
  onChange: (columns: Column[]) => void;
}

export function MappingTable({ columns, rows = [], onChange }: Props) {
  const { t } = useTranslation('national');
  const options = [{ value: '', label: t('notRead') }, ...fields.map((value) => ({ value: value as string, label: t(`fields.${value}`) }))];
  const indexed = columns.map((column, index) => ({ ...column, index, sample: rows.map((row) => row[index]).filter(Boolean).slice(0, 3).join('，') }));
  return (
    <Table
      rowKey="index" size="small" dataSource={indexed} pagination={false} scroll={{ x: 560, y: 380 }}
      columns={[
        { title: t('heading_'), dataIndex: 'heading', width: 180, rowScope: 'row' },
        {
          title: t('holds'), width: 200,
          render: (_, { heading, field, index }) => (
            <Select aria-label={t('holdsOf', { heading })} className="full" value={field} showSearch={{ optionFilterProp: 'label' }} options={options} onChange={(value) => onChange(withField(columns, index, value))} />
          ),
        },
        { title: t('sample'), dataIndex: 'sample', ellipsis: true },
      ]}
    />
  );
}
