/** Exports of the national database, the latest first, and reading in another. */
import { UploadOutlined } from '@ant-design/icons';
import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePages } from '../../../api/lists';
import { number, time } from '../../../lib/format';
import { Empty, Failed } from '../../../shell/States';
import '../../pages.css';
import '../cleanup/cleanup.css';
import { More } from '../../../parts/More';
import { countOf, differenceKinds, type Export } from './national';
import './national.css';
import { Upload } from './Upload';

export function NationalPage() {
  const { t } = useTranslation('national');
  const { items, loading, error, retry, more, fetching } = usePages<Export>('/gazetteer/national/exports', {});
  const [loadingIn, setLoadingIn] = useState(false);
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('heading')}</h1>
        {!loadingIn && <Button type="primary" icon={<UploadOutlined />} onClick={() => setLoadingIn(true)}>{t('upload')}</Button>}
      </header>
      <p className="muted">{t('intro')}</p>
      {loadingIn && <Upload onClose={() => setLoadingIn(false)} />}
      {error ? <Failed error={error} retry={retry} /> : (
        <Table<Export>
          rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={items?.length ? { x: 1000 } : undefined} locale={{ emptyText: <Empty>{t('none')}</Empty> }}
          columns={[
            { title: t('version'), rowScope: 'row', render: (_, one) => <Link to={`/names/national/${one.id}`}>{one.export_version}</Link> },
            { title: t('exportedOn'), dataIndex: 'exported_on', width: 120 },
            { title: t('file'), dataIndex: 'file' },
            { title: t('area'), dataIndex: 'area_name' },
            { title: t('rows'), align: 'right', render: (_, one) => number(Object.values(one.rows).reduce((sum, n) => sum + n, 0)) },
            { title: t('bad'), align: 'right', render: (_, one) => number(one.rows.bad ?? 0) },
            ...differenceKinds.map((kind) => ({ title: t(`kinds.${kind}`), align: 'right' as const, render: (_: unknown, one: Export) => number(countOf(one.differences, kind)) })),
            { title: t('comparedAt'), width: 160, render: (_, one) => <>{time(one.compared_at)}{one.stale && <Tag color="orange" className="beside">{t('stale')}</Tag>}</> },
          ]}
        />
      )}
      <More more={more} fetching={fetching} />
    </div>
  );
}
