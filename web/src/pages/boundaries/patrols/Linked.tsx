/** The inspections of a walk: what was seen at which marker. */
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { get } from '../../../api/client';
import { useConditionWords } from '../../../api/conditions';
import type { StoredInspection } from '../../../api/types';
import { time } from '../../../lib/format';

export function Linked({ ids }: { ids: string[] }) {
  const { t } = useTranslation('findings');
  const word = useConditionWords();
  const answers = useQueries({ queries: ids.map((id) => ({ queryKey: ['one', 'inspection', id], queryFn: () => get<StoredInspection>(`/boundaries/inspections/${id}`) })) });
  if (ids.length === 0) return <p className="muted">{t('patrols.noInspections')}</p>;
  return (
    <ul className="linked">
      {answers.flatMap(({ data }) => (data ? [data] : [])).map((one) => (
        <li key={one.id}>
          <strong>{one.marker_id ? <Link to={`/boundaries/markers/${one.marker_id}`}>{one.marker}</Link> : one.line && <Link to={`/boundaries/lines/${one.line}`}>{one.line}</Link>}</strong>
          <span>{one.conditions.map(word).join('、')}</span>
          <small className="muted">{time(one.observed_at)} · {one.observer}</small>
        </li>
      ))}
    </ul>
  );
}
