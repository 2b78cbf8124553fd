/** Who wrote on a record, when and why, the newest first. */
import { useTranslation } from 'react-i18next';
import type { Page, Revision } from '../../../../api/types';
import { time } from '../../../../lib/format';
import { useGet } from '../../../../parts/useGet';
import { Failed, Loading } from '../../../../shell/States';

export function Versions({ path }: { path: string }) {
  const { t } = useTranslation('findings');
  const { data, error, refetch } = useGet<Page<Revision>>(path);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const items = [...data.items].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <ol className="versions">
      {items.map((one) => (
        <li key={one.change_id}>
          <time dateTime={one.at}>{time(one.at)}</time> {one.actor_name || one.actor} · {one.op === 'insert' ? t('history.made') : t('history.changed')}
          {one.reason && <q>{one.reason}</q>}
        </li>
      ))}
    </ol>
  );
}
