/** A walk that waits on this device. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Walk, walks } from '../../../api/walks';
import { time } from '../../../lib/format';
import type { LonLat } from '../../../lib/geodesy';
import { lengthOf } from '../../../lib/geodesy';
import { Ask } from '../../../shell/Ask';
import { far } from './field';

export function WalkLine({ walk }: { walk: Walk }) {
  const { t } = useTranslation('field');
  const { t: tm } = useTranslation();
  return (
    <article className={walk.problem ? 'local refused' : 'local waiting'}>
      <p className="local-head">
        <strong>{t('track.title')} · {far(lengthOf(walk.track.coordinates as unknown as LonLat[]))}</strong> <time dateTime={walk.startedAt}>{time(walk.startedAt)}</time>
      </p>
      <p className="local-state" role="status">{walk.problem ? tm('inspection.refused', { why: walk.problem.detail || walk.problem.title }) : t('state.waiting')}</p>
      {walk.problem?.errors?.map((one) => <p key={one.field + one.message} className="local-state">{one.message}</p>)}
      {walk.problem && (
        <Ask title={t('records.discardAsk')} okText={tm('inspection.discard')} onConfirm={() => walks.discard(walk.id)}>
          <Button danger>{tm('inspection.discard')}</Button>
        </Ask>
      )}
    </article>
  );
}
