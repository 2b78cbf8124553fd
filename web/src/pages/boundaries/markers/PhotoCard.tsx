/** Photos of a marker to the north, east, south and west, and its sketch: one of each in front, all of them large. */
import { CameraOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../../api/client';
import { areasOf } from '../../../api/parties';
import { mayWrite, useSession } from '../../../api/session';
import type { Marker } from '../../../api/types';
import { time } from '../../../lib/format';
import { AddPhoto } from './AddPhoto';
import { dayOf, type Photo, sorted, type View, views } from './photos';

export function PhotoCard({ marker }: { marker: Marker }) {
  const { t } = useTranslation('line');
  const mayAdd = mayWrite(useSession(), 'marker', areasOf('marker', marker)) && marker.status !== 'retired';
  const { data } = useQuery({
    queryKey: ['attachments', 'marker', marker.id],
    queryFn: ({ signal }) => get<{ items: Photo[] }>('/attachments', { owner: 'marker', owner_id: marker.id }, signal),
  });
  const [open, setOpen] = useState<Photo>();
  const { byView } = sorted(data?.items ?? []);
  return (
    <section className="card" aria-labelledby="photo-title">
      <h2 id="photo-title">{t('photos.title')}</h2>
      <ul className="photo-views">
        {views.map((view) => <Pictures key={view} view={view} photos={byView.get(view) ?? []} markerId={marker.id} mayAdd={mayAdd} onOpen={setOpen} />)}
      </ul>
      {open && <Large photo={open} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

interface Props {
  view: View;
  photos: Photo[];
  markerId: string;
  mayAdd: boolean;
  onOpen: (photo: Photo) => void;
}

function Pictures({ view, photos, markerId, mayAdd, onOpen }: Props) {
  const { t } = useTranslation('line');
  const what = t(`photos.${view}`);
  const [first, ...earlier] = photos;
  const button = (one: Photo, className: string) => (
    <button type="button" className={className} onClick={() => onOpen(one)} aria-label={t('photos.open', { what, date: time(dayOf(one)) })}>
      <img src={`/attachments/${one.id}?size=thumb`} alt="" loading="lazy" />
    </button>
  );
  return (
    <li>
      <h3>{what}</h3>
      {first ? button(first, 'picture') : <p className="picture none muted"><CameraOutlined /> {t('photos.none')}</p>}
      {first && <small className="muted">{t('photos.byline', { date: time(dayOf(first)), name: first.uploader_name })}</small>}
      {earlier.length > 0 && (
        <details>
          <summary>{t('photos.earlier', { count: earlier.length })}</summary>
          <span className="earlier">{earlier.map((one) => <span key={one.id}>{button(one, 'small-picture')}</span>)}</span>
        </details>
      )}
      {mayAdd && <AddPhoto markerId={markerId} view={view} what={what} />}
    </li>
  );
}

function Large({ photo, onClose }: { photo: Photo; onClose: () => void }) {
  const { t } = useTranslation('line');
  const what = t(`photos.${photo.role as View}`);
  return (
    <Modal open title={`${t('photos.large', { what })} · ${time(dayOf(photo))}`} footer={null} onCancel={onClose} width="min(1100px, 96vw)" destroyOnHidden>
      <img className="large-picture" src={`/attachments/${photo.id}`} alt={t('photos.large', { what })} />
      <p className="muted">{photo.name} · {photo.uploader_name}</p>
    </Modal>
  );
}
