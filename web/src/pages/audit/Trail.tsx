/** The trail: who changed what, when and why (auditors). */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { get } from '../../api/client';
import { type RecordKind, recordKinds } from '../../api/queries';
import type { AuditItem, Page } from '../../api/types';
import { useFilters } from '../../lib/filters';
import { time } from '../../lib/format';
import { Failed } from '../../shell/States';
import { mapLink } from '../map/params';

const filters = ['from', 'to', 'actor', 'entity', 'id'] as const;

/** Things that have a place on the map or a page of their own, by the name that the trail gives them. */
function linkOf(item: AuditItem): string | undefined {
  const kind = recordKinds.find((one) => one === item.entity);
  if (item.entity === 'finding') return `/boundaries/findings/${item.entity_id}`;
  return kind ? mapLink(kind as RecordKind, item.entity_id) : undefined;
}

/** Boundary work keeps its own words for what it writes. */
const boundaryKinds = ['round', 'round_line', 'round_track', 'finding', 'dispute', 'patrol', 'patrol_plan', 'condition', 'marker_pattern', 'finding_deadline', 'coordinate_precision'] as const;

export function Trail() {
  const { t } = useTranslation();
  const { t: ta } = useTranslation('audit');
  const kindName = (entity: string) => t(`kind.${entity}` as 'kind.place', { defaultValue: ta(`kinds.${entity}` as 'kinds.round', { defaultValue: entity }) });
  const { values: query, set } = useFilters(filters);
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ signal, pageParam }) => get<Page<AuditItem>>('/audit', { ...query, limit: 100, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <div className="filters">
        <label>{t('audit.from')}<Input type="date" value={query.from} onChange={(event) => set('from', event.target.value)} /></label>
        <label>{t('audit.to')}<Input type="date" value={query.to} onChange={(event) => set('to', event.target.value)} /></label>
        <label>{t('audit.actor')}<Input.Search defaultValue={query.actor} allowClear onSearch={(value) => set('actor', value)} /></label>
        <label>
          {t('audit.entity')}
          <Select
            value={query.entity || undefined} allowClear placeholder={t('audit.all')} onChange={(value?: string) => set('entity', value)}
            options={[...recordKinds, 'inspection', ...boundaryKinds, 'account', 'sign_in', 'facility_kind', 'setting', 'network_setting'].map((value) => ({ value, label: kindName(value) }))}
          />
        </label>
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      <Table<AuditItem>
        rowKey={(item) => [item.change_id, item.at, item.entity, item.entity_id, item.part, item.op, ...(item.changed ?? [])].join('/')} size="small" loading={isPending} pagination={false} scroll={{ x: 900 }}
        dataSource={data?.pages.flatMap((page) => page.items)}
        columns={[
          { title: t('audit.at'), dataIndex: 'at', render: time, width: 150 },
          { title: t('audit.actor'), render: (_, item) => <>{item.actor_name} <small className="muted">{item.actor_login}</small></> },
          { title: t('audit.door'), dataIndex: 'door' },
          { title: t('audit.op'), dataIndex: 'op', render: (op: string) => t(`op.${op}` as 'op.update', { defaultValue: op }) },
          {
            title: t('audit.thing'),
            render: (_, item) => {
              const to = linkOf(item);
              const text = `${kindName(item.entity)} ${item.entity_id.slice(0, 18)}`;
              return to ? <Link to={to}>{text}</Link> : text;
            },
          },
          { title: t('audit.fields'), dataIndex: 'changed', render: (changed?: string[]) => (changed ?? []).map((field) => t(`field.${field}` as 'field.name', { defaultValue: field })).join('、') },
          { title: t('field.reason'), dataIndex: 'reason' },
        ]}
      />
      {hasNextPage && <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('state.more')}</Button>}
    </>
  );
}
