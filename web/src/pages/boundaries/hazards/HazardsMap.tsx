/** The rows of the list on a map: all that fit the filters, also those that are not loaded in the table yet. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, type Query } from '../../../api/client';
import type { Page } from '../../../api/types';
import { boxOf } from '../../../map/box';
import { Failed } from '../../../shell/States';
import { type Finding, findingsPath } from '../findings/findings';
import { useMarkers } from '../findings/parts/pickers';
import { ThingsMap } from '../findings/parts/ThingsMap';
import { type LedgerRow, ledgerPath, rowColours, type RowTone, thingsOfRows } from './hazards';

const pageSize = 1000;
const mostPages = 5;

interface Props {
  query: Query;
  start: string;
  onBox: ((box: string) => void) | undefined;
  onChoose: (key: string) => void;
}

export function HazardsMap({ query, start, onBox, onChoose }: Props) {
  const { t } = useTranslation('findings');
  const rows = useAll<LedgerRow>(ledgerPath, query);
  const findings = useAll<Finding>(findingsPath, { area: query.area, line: query.line, kind: query.kind });
  const { data: markers } = useMarkers();
  const things = useMemo(() => thingsOfRows(rows.data?.items ?? [], markers ?? [], findings.data?.items ?? []), [rows.data, markers, findings.data]);
  const [bounds] = useState(() => boxOf(start));
  if (rows.error) return <Failed error={rows.error} retry={() => void rows.refetch()} />;
  const without = (rows.data?.items.length ?? 0) - things.length;
  return (
    <>
      <ThingsMap
        things={things} label={t('ledger.map')} bounds={bounds} onBox={onBox} onChoose={onChoose}
        legend={(Object.keys(rowColours) as RowTone[]).map((tone) => ({ colour: rowColours[tone], label: t(`tones.${tone}`) }))}
      />
      <p className="muted map-note" role="status">
        {rows.data && t('map.rows', { count: things.length })}
        {without > 0 && ` ${t('map.without', { count: without })}`}
        {rows.data?.more && ` ${t('map.notAll', { count: pageSize * mostPages })}`}
      </p>
    </>
  );
}

/** All that fits, up to what a map can show. */
function useAll<T>(path: string, query: Query) {
  return useQuery({
    queryKey: ['list', path, 'map', query],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const items: T[] = [];
      let after: string | null = '';
      for (let page = 0; page < mostPages && after !== null; page++) {
        const answer: Page<T> = await get<Page<T>>(path, { ...query, limit: pageSize, after }, signal);
        items.push(...answer.items);
        after = answer.next;
      }
      return { items, more: after !== null };
    },
  });
}
