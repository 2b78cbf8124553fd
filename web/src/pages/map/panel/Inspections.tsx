/** A marker's inspections: what waits on this device first, then what the service has. */
import { Button } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get } from '../../../api/client';
import { useConditionWords } from '../../../api/conditions';
import { discard, useOutbox, type Waiting } from '../../../api/outbox';
import { useSession } from '../../../api/session';
import type { Inspection, Marker, Page, StoredInspection } from '../../../api/types';
import { position, time } from '../../../lib/format';
import { Empty, Failed, Loading } from '../../../shell/States';

export function Inspections({ marker }: { marker: Marker }) {
  const { t } = useTranslation();
  const waiting = useOutbox(useSession().account?.login ?? '').filter((item) => item.inspection.marker === marker.number);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['inspections', marker.number],
    queryFn: ({ signal, pageParam }) =>
      get<Page<StoredInspection>>('/boundaries/inspections', { marker: marker.number, limit: 20, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="inspections">
      {waiting.map((item) => (
        <WaitingItem key={item.inspection.id} item={item} />
      ))}
      {error ? <Failed error={error} retry={() => void refetch()} /> : !data && <Loading />}
      {data && items.length + waiting.length === 0 && <Empty>{t('inspection.none')}</Empty>}
      {items.map((item) => (
        <article key={item.id} className="inspection">
          <Body item={item} />
        </article>
      ))}
      {hasNextPage && (
        <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('state.more')}
        </Button>
      )}
    </div>
  );
}

function WaitingItem({ item }: { item: Waiting }) {
  const { t } = useTranslation();
  const { inspection, problem } = item;
  return (
    <article className={problem ? 'inspection refused' : 'inspection waiting'}>
      <p className="inspection-state" role={problem ? 'alert' : 'status'}>
        {problem ? t('inspection.refused', { why: problem.detail || problem.title }) : t('inspection.waiting')}
      </p>
      {problem?.errors?.map((error) => (
        <p key={error.field + error.message} className="inspection-state">{error.message}</p>
      ))}
      <Body item={inspection} />
      {problem && (
        <Button size="small" danger onClick={() => discard(inspection.id)}>
          {t('inspection.discard')}
        </Button>
      )}
    </article>
  );
}

function Body({ item }: { item: Inspection & Partial<StoredInspection> }) {
  const { t } = useTranslation();
  const words = useConditionWords();
  const kind = item.kind === 'round' ? t('panel.round', { round: item.round ?? '' }) : t('inspectionKind.patrol');
  return (
    <>
      <p className="inspection-head">
        <strong>{item.conditions.map(words).join('、')}</strong>
        <time dateTime={item.observed_at}>{time(item.observed_at)}</time>
      </p>
      <p className="inspection-who">
        {kind} · {item.observer}
      </p>
      {item.lon != null && (
        <p className="inspection-who">
          {position(item.lon, item.lat)}
          {item.accuracy_m != null && ` ±${item.accuracy_m} m`}
          {item.crs && item.crs !== 'wgs84' && ` · ${t(`crs.${item.crs}`)}`}
        </p>
      )}
      {item.flags?.map((flag) => (
        <p key={flag} className="inspection-flag">
          {t(`flag.${flag}` as 'flag.suspected_gcj02', { defaultValue: flag })}
        </p>
      ))}
      {item.corrected_by && <p className="inspection-flag">{t('inspection.corrected')}</p>}
      {item.note && <p>{item.note}</p>}
    </>
  );
}
