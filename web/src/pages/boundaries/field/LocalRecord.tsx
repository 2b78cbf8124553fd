/** A record of this device: sent, not sent or refused, and the same of each of its photos. */
import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, SyncOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConditionWords } from '../../../api/conditions';
import { discard } from '../../../api/outbox';
import { type Photo, removePhoto, removePhotosOf, usePhotos, useUnderWay } from '../../../api/photobox';
import type { Inspection, Problem } from '../../../api/types';
import { Thumb } from '../../../forms/inspection/Photos';
import { time } from '../../../lib/format';
import { Ask } from '../../../shell/Ask';
import { chainage } from './field';

interface Props {
  inspection: Inspection;
  problem?: Problem;
  sentAt?: string;
}

export function LocalRecord({ inspection, problem, sentAt }: Props) {
  const { t } = useTranslation('field');
  const { t: tm } = useTranslation();
  const words = useConditionWords();
  const photos = usePhotos().filter((one) => one.record === inspection.id);
  const giveUp = () => {
    discard(inspection.id);
    void removePhotosOf(inspection.id);
  };
  return (
    <article className={problem ? 'local refused' : sentAt ? 'local sent' : 'local waiting'}>
      <p className="local-head">
        <strong>{aboutOf(inspection)}</strong> <time dateTime={inspection.observed_at}>{time(inspection.observed_at)}</time>
      </p>
      <p>{inspection.conditions.map(words).join('、')}{inspection.note && ` · ${inspection.note}`}</p>
      <p className="local-state" role="status">
        {problem ? <CloseCircleFilled aria-hidden /> : sentAt ? <CheckCircleFilled aria-hidden /> : <ClockCircleOutlined aria-hidden />}{' '}
        {problem ? tm('inspection.refused', { why: problem.detail || problem.title }) : sentAt ? t('state.sent', { time: time(sentAt) }) : t('state.waiting')}
      </p>
      {problem?.errors?.map((one) => <p key={one.field + one.message} className="local-state">{one.message}</p>)}
      {photos.length > 0 && <ul className="local-photos">{photos.map((one) => <PhotoState key={one.id} photo={one} />)}</ul>}
      {problem && (
        <Ask title={t('records.discardAsk')} okText={tm('inspection.discard')} onConfirm={giveUp}>
          <Button danger>{tm('inspection.discard')}</Button>
        </Ask>
      )}
    </article>
  );
}

function PhotoState({ photo }: { photo: Photo }) {
  const { t } = useTranslation('field');
  const { t: tp } = useTranslation('parts');
  const underWay = useUnderWay();
  const percent = underWay?.id === photo.id ? underWay.percent : undefined;
  const text = photo.sentAt ? t('state.photoSent')
    : photo.refused !== undefined ? t('state.photoRefused', { why: photo.refused || t('state.photoGone') })
      : percent !== undefined ? t('state.photoSending', { percent }) : t('state.photoWaiting');
  return (
    <li className={photo.sentAt ? 'sent' : photo.refused !== undefined ? 'refused' : 'waiting'}>
      {!photo.sentAt && <Thumb id={photo.id} />}
      <span>
        {photo.sentAt ? <CheckCircleFilled aria-hidden /> : percent === undefined ? <ClockCircleOutlined aria-hidden /> : <SyncOutlined spin aria-hidden />}{' '}
        {tp(`files.roles.${photo.role}` as 'files.roles.photo')} · {text}
      </span>
      {photo.refused !== undefined && <Button size="small" onClick={() => void removePhoto(photo.id)}>{tp('files.dismiss')}</Button>}
    </li>
  );
}

/** The marker's number, or where on which line. */
export function aboutOf({ marker, line, chainage_from_m: from, chainage_to_m: to }: Inspection): string {
  if (marker) return marker;
  const ends = [from, to].filter((one): one is number => one != null).map(chainage);
  return [...new Set(ends)].join(' → ') || (line ?? '');
}
