/** The filtered entries on a map, and nothing else of the names. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Map as MapLibre } from 'maplibre-gl';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../../api/client';
import { useSession } from '../../../api/session';
import type { Page } from '../../../api/types';
import { boxOf, useBox, useFeatureClick } from '../../../map/box';
import { MapView } from '../../../map/MapView';
import { Failed, Loading } from '../../../shell/States';
import { useMapData } from '../../map/useMapData';
import { type Filters, type LedgerEntry, ledgerPath, ops } from './ledger';
import { colours, featuresOf, styleWith } from './mapStyle';

const pageSize = 1000;
const mostPages = 5;

interface Props {
  query: Filters;
  /** Tells the box after every move; undefined while the map does not filter. */
  onBox: ((box: string) => void) | undefined;
  onChoose: (editId: string) => void;
}

export function LedgerMap({ query, onBox, onChoose }: Props) {
  const { t } = useTranslation('nameledger');
  const data = useMapData(useSession());
  const { data: found, error, refetch } = useEntries(query);
  const [map, setMap] = useState<MapLibre>();
  const features = useMemo(() => featuresOf(found?.items ?? []), [found]);
  const style = useMemo(() => data && styleWith(data.style, features), [data, features]);
  const [start] = useState(() => boxOf(query.bbox));
  useBox(map, onBox);
  useFeatureClick(map, 'ledger-dot', 'edit', onChoose);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data || !style) return <Loading />;
  const without = (found?.items.length ?? 0) - features.length;
  return (
    <>
      <div className="name-ledger-map">
        <MapView style={style} bounds={start ?? data.bounds} padding={start && { top: 0, right: 0, bottom: 0, left: 0 }} kinds={data.kinds} label={t('map.label')} onMap={setMap}>
          <ul className="map-legend">
            {ops.map((op) => <li key={op}><i style={{ background: colours[op] }} />{t(`ops.${op}`)}</li>)}
          </ul>
        </MapView>
      </div>
      <p className="muted map-note" role="status">
        {found && t('map.shown', { count: features.length })}
        {without > 0 && ` ${t('map.without', { count: without })}`}
        {found?.more && ` ${t('map.notAll', { count: pageSize * mostPages })}`}
      </p>
    </>
  );
}

/** All rows that fit, up to what a map can show. */
function useEntries(query: Filters) {
  return useQuery({
    queryKey: ['list', ledgerPath, 'map', query],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const items: LedgerEntry[] = [];
      let after: string | null = '';
      for (let page = 0; page < mostPages && after !== null; page++) {
        const answer: Page<LedgerEntry> = await get<Page<LedgerEntry>>(ledgerPath, { ...query, limit: pageSize, after }, signal);
        items.push(...answer.items);
        after = answer.next;
      }
      return { items, more: after !== null };
    },
  });
}
