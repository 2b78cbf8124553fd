/** Old and new codes and names of all areas that a change moves. */
import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { mapLink } from '../../map/params';
import type { Move } from './areas';

export function MovesTable({ moves, done }: { moves: Move[]; done?: boolean }) {
  const { t } = useTranslation('areachange');
  const { t: tm } = useTranslation();
  return (
    <Table<Move>
      rowKey={(move) => `${move.old}-${move.new}`} size="small" dataSource={moves} scroll={{ x: 720 }}
      pagination={moves.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      columns={[
        { title: t('levelShort'), width: 80, render: (_, move) => tm(`level.${move.level}`) },
        { title: t('oldCode'), dataIndex: 'old', width: 130, render: (code: string) => <Link to={mapLink('area', code)}>{code}</Link> },
        { title: t('was'), dataIndex: 'was' },
        { title: t('newCode'), dataIndex: 'new', width: 150, render: (code: string, move) => (move.old === move.new ? <>{code} <Tag>{t('codeStays')}</Tag></> : <strong>{done ? <Link to={mapLink('area', code)}>{code}</Link> : code}</strong>) },
        { title: t('isNow'), render: (_, move) => (move.was === move.name ? move.name : <strong>{move.name}</strong>) },
        { title: t('extent'), width: 110, render: (_, move) => t(move.whole ? 'allOfIt' : 'inPart') },
      ]}
    />
  );
}
