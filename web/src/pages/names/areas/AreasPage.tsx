/** Changes of areas: what is drafted, what is due, what has been carried out. */
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Segmented, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { none } from '../../../lib/format';
import { Empty, Failed } from '../../../shell/States';
import '../../pages.css';
import { More } from '../../../parts/More';
import { NameFilters } from '../parts/NameFilters';
import { type AreaChange, states } from './areas';
import './areas.css';

const colours = { draft: 'blue', applied: 'green', withdrawn: 'default' } as const;

export function AreasPage() {
  const { t } = useTranslation('areachange');
  const { may } = useSession();
  const navigate = useNavigate();
  const { values, set } = useFilters(['state', 'area', 'due']);
  const { items, loading, error, retry, more, fetching } = usePages<AreaChange>('/areas/changes', values);
  const due = usePages<AreaChange>('/areas/changes', { due: true });
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('heading')}</h1>
        {may.areas && <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/names/areas/new')}>{t('new')}</Button>}
      </header>
      <p className="muted">{t('intro')}</p>
      {due.items.length > 0 && (
        <Alert
          type="warning" showIcon title={t('dueTitle', { n: due.items.length })}
          description={<ul>{due.items.map((one) => <li key={one.id}><Link to={`/names/areas/${one.id}`}>{one.title}</Link>（{one.effective_on}）</li>)}</ul>}
        />
      )}
      <NameFilters values={values} set={set as never} without={['class', 'q']}>
        <Segmented
          aria-label={t('state')} value={values.state || 'all'} onChange={(value) => set('state', value === 'all' ? '' : value)}
          options={[{ value: 'all', label: t('all') }, ...states.map((value) => ({ value, label: t(`states.${value}`) }))]}
        />
      </NameFilters>
      {error && <Failed error={error} retry={retry} />}
      {!error && (
        <Table<AreaChange>
          rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={items?.length ? { x: 980 } : undefined} locale={{ emptyText: <Empty>{t('none')}</Empty> }}
          columns={[
            { title: t('number'), dataIndex: 'number', width: 70 },
            { title: t('title'), rowScope: 'row', render: (_, one) => <Link to={`/names/areas/${one.id}`}>{one.title}</Link> },
            { title: t('kind'), width: 110, render: (_, one) => t(`kinds.${one.kind}`) },
            { title: t('document'), render: (_, one) => (one.document ? `${one.authority} ${one.document}` : none) },
            { title: t('effective_on'), width: 120, render: (_, one) => one.effective_on || none },
            { title: t('areas'), render: (_, one) => one.area_codes.join('、') },
            { title: t('state'), width: 130, render: (_, one) => <><Tag color={colours[one.state]}>{t(`states.${one.state}`)}</Tag>{one.due && <Tag color="orange">{t('due')}</Tag>}</> },
            { title: t('author'), dataIndex: 'author_name', width: 110 },
          ]}
        />
      )}
      <More more={more} fetching={fetching} />
    </div>
  );
}
