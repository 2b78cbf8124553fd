/** 未确认名单: townships that have not confirmed this month or owe an earlier one. */
import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { number } from '../../../lib/format';
import { mapLink } from '../../map/params';
import type { Line, Sheet } from './sheet';
import { Actions, State } from './SheetTable';

export function OpenTable({ sheet, onOpen }: { sheet: Sheet; onOpen: (report: string) => void }) {
  const { t } = useTranslation('monthly');
  const rows = sheet.rows.filter((line) => line.state !== 'confirmed' || line.arrears.length > 0);
  const columns: TableColumnsType<Line> = [
    { title: t('sheet.county'), width: 120, dataIndex: 'county' },
    { title: t('sheet.township'), width: 140, rowScope: 'row', render: (_, line) => <Link to={mapLink('area', line.area_code)}>{line.name}</Link> },
    { title: t('sheet.state'), width: 160, render: (_, line) => <State line={line} /> },
    { title: t('sheet.monthsBehind'), width: 100, align: 'right', defaultSortOrder: null, sorter: (a, b) => a.arrears.length - b.arrears.length, render: (_, line) => number(line.arrears.length) },
    { title: t('sheet.months'), render: (_, line) => line.arrears.join('、') },
    { title: t('sheet.note'), render: (_, line) => line.return_reason },
    { title: t('sheet.open'), width: 112, render: (_, line) => <Actions line={line} month={sheet.month} onOpen={onOpen} /> },
  ];
  return (
    <>
      <p className="muted" role="status">{t('openCount', { count: rows.length })}</p>
      <Table<Line> rowKey="area_code" size="small" bordered columns={columns} dataSource={rows} pagination={false} scroll={{ x: 860 }} locale={{ emptyText: t('allDone') }} />
    </>
  );
}
