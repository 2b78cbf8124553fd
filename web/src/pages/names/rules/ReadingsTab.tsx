/** Readings of characters and words that the office has settled, and the built-in ones. */
import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Segmented, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages, useSend } from '../../../api/lists';
import { useAreaNames } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { Ask } from '../../../shell/Ask';
import { Empty, Failed } from '../../../shell/States';
import { More } from '../../../parts/More';
import { refusalLines } from '../../../parts/refusals';
import { ReadingModal } from './ReadingModal';
import type { Reading } from './rules';

export function ReadingsTab() {
  const { t } = useTranslation('rules');
  const { t: tm } = useTranslation();
  const { may } = useSession();
  const nameOf = useAreaNames();
  const { values, set } = useFilters(['q', 'source']);
  const query = { q: values.q, source: values.source || 'office' };
  const { items, loading, error, retry, more, fetching } = usePages<Reading>('/gazetteer/readings', query);
  const [editing, setEditing] = useState<Reading | 'new'>();
  const remove = useSend();
  if (error) return <Failed error={error} retry={retry} />;
  return (
    <div className="judge-form">
      <p className="muted">{t('readingsHint')}</p>
      <div className="row-actions">
        <Input.Search className="list-search" aria-label={t('search')} placeholder={t('search')} defaultValue={values.q} allowClear onSearch={(text) => set('q', text.trim())} />
        <Segmented aria-label={t('source')} value={query.source} onChange={(value) => set('source', value === 'office' ? '' : value)} options={[{ value: 'office', label: t('office') }, { value: 'builtin', label: t('builtin') }]} />
        {may.names && <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>{t('addReading')}</Button>}
      </div>
      {remove.error && <Alert type="error" showIcon title={refusalLines(remove.error, tm)} />}
      <Table<Reading>
        rowKey={(row) => row.id + row.text + row.reading} size="small" loading={loading} dataSource={items} pagination={false} scroll={items?.length ? { x: 760 } : undefined} locale={{ emptyText: <Empty>{t('noReadings')}</Empty> }}
        columns={[
          { title: t('text'), dataIndex: 'text', rowScope: 'row' },
          { title: t('reading'), render: (_, one) => <>{one.reading}{one.transliteration && <Tag className="beside">{t('transliteration')}</Tag>}</> },
          { title: t('readingScope'), width: 110, render: (_, one) => t(`readingScopes.${one.scope}`) },
          { title: t('area'), width: 140, render: (_, one) => (one.area_code ? nameOf(one.area_code) : t('everywhere')) },
          { title: t('columns.note'), dataIndex: 'note' },
          { title: t('by'), dataIndex: 'by', width: 110 },
          ...(may.names && query.source === 'office' ? [{
            title: t('action'), width: 150,
            render: (_: unknown, one: Reading) => (
              <span className="row-actions">
                <Button size="small" aria-label={t('editOne', { name: one.text })} onClick={() => setEditing(one)}>{t('edit')}</Button>
                <Ask title={t('removeAsk', { name: one.text })} okText={t('remove')} onConfirm={() => remove.mutate({ method: 'DELETE', path: `/gazetteer/readings/${one.id}`, ifMatch: one.version })}>
                  <Button size="small" aria-label={t('removeOne', { name: one.text })}>{t('remove')}</Button>
                </Ask>
              </span>
            ),
          }] : []),
        ]}
      />
      <More more={more} fetching={fetching} />
      {editing && <ReadingModal reading={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </div>
  );
}
