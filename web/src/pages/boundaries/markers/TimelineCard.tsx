/** What happened to a marker: versions of its registration, inspections, findings; the newest first. */
import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../../api/lists';
import type { Marker, Page } from '../../../api/types';
import { useFilters } from '../../../lib/filters';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import type { FindingRef, Visit } from '../lines/lines';
import { FindingLine } from '../parts/FindingLine';
import { markerPath, type Registration } from './markers';
import { RegistrationEntry } from './RegistrationEntry';
import { type Entry, kinds, type Kind, timelineOf } from './timeline';
import { VisitEntry } from './VisitEntry';

export function TimelineCard({ marker }: { marker: Marker }) {
  const { t } = useTranslation('line');
  const { values, set } = useFilters(['show']);
  const only = kinds.find((one) => one === values.show);
  const registrations = useGet<Page<Registration>>(`${markerPath(marker.id)}/registrations`);
  const inspections = usePages<Visit>('/boundaries/inspections', { marker: marker.number, limit: 20 });
  const findings = useGet<Page<FindingRef>>('/boundaries/findings', { marker: marker.number, limit: 100 });
  const error = registrations.error ?? inspections.error ?? findings.error;
  const ready = registrations.data && findings.data && !inspections.loading;
  const entries = timelineOf({
    registrations: registrations.data?.items ?? [], inspections: inspections.items, findings: findings.data?.items ?? [], more: inspections.more !== undefined,
  }, only);
  const names = new Map((marker.witnesses ?? []).map((one) => [one.seq, one.text]));
  return (
    <section aria-label={t('timeline.title')}>
      <div className="timeline-head">
        <Segmented<Kind | ''>
          aria-label={t('timeline.filter')} value={only ?? ''} onChange={(value) => set('show', value)}
          options={[{ value: '', label: t('timeline.all') }, ...kinds.map((value) => ({ value, label: t(`timeline.kinds.${value}`) }))]}
        />
      </div>
      {error && <Failed error={error} retry={() => { void registrations.refetch(); inspections.retry(); void findings.refetch(); }} />}
      {!ready && !error && <Loading />}
      {ready && entries.length === 0 && <p className="muted">{t('timeline.none')}</p>}
      <ol className="history timeline">
        {entries.map((one) => <li key={one.kind + one.id} className={`is-${one.kind}`}>{shown(one, names)}</li>)}
      </ol>
      {inspections.more && only !== 'registration' && only !== 'finding' && (
        <Button onClick={inspections.more} loading={inspections.fetching}>{t('timeline.more')}</Button>
      )}
    </section>
  );
}

function shown(entry: Entry, names: Map<number, string>): ReactNode {
  if (entry.kind === 'registration') return <RegistrationEntry version={entry.item} />;
  if (entry.kind === 'inspection') return <VisitEntry visit={entry.item} witnesses={names} />;
  return <FindingLine finding={entry.item} />;
}
