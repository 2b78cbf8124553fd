/** The tables of exemptions and reported figures. */
import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { none, number } from '../../../lib/format';
import type { Exemption, ReportedFigure } from './official';
import type { Actions } from './OfficialPage';

interface Props<T extends { id: string; version: number; area_name: string }> {
  items: T[];
  loading: boolean;
  actions: Actions<T>;
}

export function ExemptionTable({ items, loading, actions }: Props<Exemption>) {
  const { t } = useTranslation('cover');
  const columns: TableColumnsType<Exemption> = [
    { title: t('official.area'), dataIndex: 'area_name', rowScope: 'row' },
    { title: t('official.what'), dataIndex: 'what_name' },
    { title: t('official.documentNo'), dataIndex: 'document' },
    { title: t('official.authority'), render: (_, one) => one.authority || none },
    { title: t('official.from'), dataIndex: 'from_on' },
    { title: t('official.to'), render: (_, one) => one.to_on ?? t('official.until') },
    { title: t('official.note'), render: (_, one) => one.note || none },
    { title: t('official.action'), render: (_, one) => actions(one) },
  ];
  return <Table<Exemption> rowKey="id" size="small" loading={loading} columns={columns} dataSource={items} pagination={false} scroll={items.length ? { x: 900 } : undefined} locale={{ emptyText: <span className="muted">{t('official.noExemptions')}</span> }} />;
}

export function ReportedTable({ items, loading, actions }: Props<ReportedFigure>) {
  const { t } = useTranslation('cover');
  const columns: TableColumnsType<ReportedFigure> = [
    { title: t('official.area'), dataIndex: 'area_name', rowScope: 'row' },
    { title: t('official.what'), dataIndex: 'what_name' },
    { title: t('official.asOf'), dataIndex: 'as_of' },
    { title: t('official.percent'), align: 'right', render: (_, one) => number(one.percent) },
    { title: `${t('official.numerator')} / ${t('official.denominator')}`, align: 'right', render: (_, one) => `${number(one.numerator)} / ${number(one.denominator)}` },
    { title: t('official.document'), render: (_, one) => one.document || none },
    { title: t('official.reportedTo'), render: (_, one) => [one.reported_to, one.reported_on].filter(Boolean).join(' ') || none },
    { title: t('official.note'), render: (_, one) => one.note || none },
    { title: t('official.action'), render: (_, one) => actions(one) },
  ];
  return <Table<ReportedFigure> rowKey="id" size="small" loading={loading} columns={columns} dataSource={items} pagination={false} scroll={items.length ? { x: 900 } : undefined} locale={{ emptyText: <span className="muted">{t('official.noReported')}</span> }} />;
}
