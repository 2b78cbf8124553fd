/** Photos of a report: taken or chosen before it is sent, waiting on this device until they have arrived. */
import { CameraOutlined, ClockCircleOutlined, CloseCircleFilled, DeleteOutlined, PictureOutlined, SyncOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPhoto, type Photo, removePhoto, usePhotos, useUnderWay } from '../../../api/photobox';
import { useSession } from '../../../api/session';
import { Thumb } from '../../../forms/inspection/Photos';

const images = '.jpg,.jpeg,.png,.webp,image/jpeg,image/png,image/webp';

/** The photos of a report in the making. */
export function Photos({ record, onAdded }: { record: string; onAdded: () => void }) {
  const { t } = useTranslation('monthly');
  const login = useSession().account?.login ?? '';
  const photos = usePhotos().filter((one) => one.record === record);
  const camera = useRef<HTMLInputElement>(null);
  const gallery = useRef<HTMLInputElement>(null);
  const [lost, setLost] = useState(false);
  const chosen = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    for (const file of files) if (!(await addPhoto(login, record, 'photo', file, 'monthly_report'))) setLost(true);
    onAdded();
  };
  return (
    <section className="month-card" aria-label={t('photo.label')}>
      <h2>{t('photo.label')}</h2>
      <div className="month-photo-buttons">
        <Button size="large" icon={<CameraOutlined />} onClick={() => camera.current?.click()}>{t('photo.take')}</Button>
        <Button size="large" icon={<PictureOutlined />} onClick={() => gallery.current?.click()}>{t('photo.choose')}</Button>
        <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={(event) => void chosen(event)} />
        <input ref={gallery} type="file" accept={images} multiple hidden onChange={(event) => void chosen(event)} data-photos="" />
      </div>
      {lost && <Alert type="warning" showIcon title={t('photo.notKept')} />}
      {photos.length > 0 && (
        <ul className="month-photos">
          {photos.map((one) => (
            <li key={one.id}>
              <Thumb id={one.id} />
              <Button type="text" icon={<DeleteOutlined />} aria-label={t('photo.remove', { name: one.name })} onClick={() => void removePhoto(one.id)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Photos of a report that is frozen and that have not arrived; nothing without any. */
export function WaitingPhotos({ record }: { record: string }) {
  const photos = usePhotos().filter((one) => one.record === record && !one.sentAt);
  if (photos.length === 0) return null;
  return <ul className="month-photos states" role="status">{photos.map((one) => <PhotoState key={one.id} photo={one} />)}</ul>;
}

function PhotoState({ photo }: { photo: Photo }) {
  const { t } = useTranslation('monthly');
  const underWay = useUnderWay();
  const percent = underWay?.id === photo.id ? underWay.percent : undefined;
  const refused = photo.refused !== undefined;
  return (
    <li className={refused ? 'refused' : 'waiting'}>
      <Thumb id={photo.id} />
      <span>
        {refused ? <CloseCircleFilled aria-hidden /> : percent === undefined ? <ClockCircleOutlined aria-hidden /> : <SyncOutlined spin aria-hidden />}{' '}
        {refused ? t('photo.refused', { why: photo.refused || t('photo.gone') }) : percent === undefined ? t('photo.waiting') : t('photo.sending', { percent })}
      </span>
      {refused && <Button onClick={() => void removePhoto(photo.id)}>{t('photo.drop')}</Button>}
    </li>
  );
}
