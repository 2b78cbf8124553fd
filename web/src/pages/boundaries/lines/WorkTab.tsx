/** What was done along a line of late: findings still open, inspections, patrols; each leads on. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConditionWords } from '../../../api/conditions';
import { useAreaNames } from '../../../api/queries';
import type { Line, Page } from '../../../api/types';
import { number, time } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { Status } from '../../map/panel/Fields';
import { FindingLine } from '../parts/FindingLine';
import type { FindingRef, PatrolRef, Visit } from './lines';

const few = 8;

export function WorkTab({ line }: { line: Line }) {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const words = useConditionWords();
  const areaName = useAreaNames();
  return (
    <div className="work">
      <Group<FindingRef> title={t('work.findings')} path="/boundaries/findings" query={{ line: line.code, limit: few }} all={`/boundaries/findings?line=${line.code}`}>
        {(one) => <FindingLine finding={one} />}
      </Group>
      <Group<Visit> title={t('work.inspections')} path="/boundaries/inspections" query={{ line: line.code, standing: true, limit: few }}>
        {(one) => (
          <>
            <span><strong>{one.marker || t('work.stretch')}</strong> {one.conditions.map(words).join('、')}</span>
            <small className="muted">{time(one.observed_at)} · {one.kind === 'round' ? tm('panel.round', { round: one.round ?? '' }) : tm('inspectionKind.patrol')} · {one.observer}</small>
            {one.flags.length > 0 && <Status tone="wait">{t('work.flagged')}</Status>}
          </>
        )}
      </Group>
      <Group<PatrolRef> title={t('work.patrols')} path="/boundaries/patrols" query={{ line: line.code, limit: few }} all={`/boundaries/patrols?line=${line.code}`}>
        {(one) => (
          <>
            <span>{one.patroller} · {areaName(one.area_code)}</span>
            <small className="muted">{time(one.started_at)} · {number(one.length_m / 1000, 1)} km</small>
          </>
        )}
      </Group>
    </div>
  );
}

interface Props<T> {
  title: string;
  path: string;
  query: Record<string, string | number | boolean>;
  /** Where the rest stands. */
  all?: string;
  children: (one: T) => ReactNode;
}

function Group<T extends { id: string }>({ title, path, query, all, children }: Props<T>) {
  const { t } = useTranslation('line');
  const { data, error, refetch } = useGet<Page<T>>(path, query);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {error ? <Failed error={error} retry={() => void refetch()} /> : !data && <Loading />}
      {data?.items.length === 0 && <p className="muted">{t('work.none')}</p>}
      <ul className="work-list">{data?.items.map((one) => <li key={one.id}>{children(one)}</li>)}</ul>
      {all && Boolean(data?.items.length) && <p><Link to={all}>{t('work.all')}</Link></p>}
    </section>
  );
}
