/** Photos of a record in the making: taken with the camera or chosen, each with the direction it looks in. */
import { CameraOutlined, DeleteOutlined, PictureOutlined } from '@ant-design/icons';
import { Alert, Button, Select } from 'antd';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readBlob } from '../../api/blobs';
import { addPhoto, type Photo, photoRoles, removePhoto, setPhotoRole, usePhotos } from '../../api/photobox';

interface Props {
  login: string;
  record: string;
}

const images = '.jpg,.jpeg,.png,.webp,image/jpeg,image/png,image/webp';

export function Photos({ login, record }: Props) {
  const { t } = useTranslation('field');
  const photos = usePhotos().filter((one) => one.record === record);
  const camera = useRef<HTMLInputElement>(null);
  const gallery = useRef<HTMLInputElement>(null);
  const [lost, setLost] = useState(false);
  const chosen = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    for (const [i, file] of files.entries()) {
      // A round walk about a marker looks north, east, south, west in turn after the first.
      const role = photoRoles[Math.min(photos.length + i, photoRoles.length - 1)] ?? 'photo';
      if (!(await addPhoto(login, record, role, file))) setLost(true);
    }
  };
  return (
    <fieldset className="position photos">
      <legend>{t('photos.label')}</legend>
      <div className="position-buttons">
        <Button icon={<CameraOutlined />} onClick={() => camera.current?.click()}>{t('photos.take')}</Button>
        <Button icon={<PictureOutlined />} onClick={() => gallery.current?.click()}>{t('photos.choose')}</Button>
        <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={(event) => void chosen(event)} />
        <input ref={gallery} type="file" accept={images} multiple hidden onChange={(event) => void chosen(event)} data-photos="" />
      </div>
      {lost && <Alert type="warning" showIcon title={t('photos.notKept')} />}
      <ul className="photo-list">
        {photos.map((photo) => <PhotoLine key={photo.id} photo={photo} />)}
      </ul>
      {photos.length === 0 && <p className="muted">{t('photos.later')}</p>}
    </fieldset>
  );
}

function PhotoLine({ photo }: { photo: Photo }) {
  const { t } = useTranslation('field');
  const { t: tp } = useTranslation('parts');
  return (
    <li>
      <Thumb id={photo.id} />
      <Select
        aria-label={t('photos.direction', { name: photo.name })} value={photo.role} onChange={(role: string) => setPhotoRole(photo.id, role)}
        options={photoRoles.map((value) => ({ value, label: tp(`files.roles.${value}`) }))}
      />
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('photos.remove', { name: photo.name })} onClick={() => void removePhoto(photo.id)} />
    </li>
  );
}

/** A photo that is kept on this device. */
export function Thumb({ id }: { id: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    let url: string | undefined;
    let gone = false;
    void readBlob(id).then((blob) => {
      if (!blob || gone) return;
      url = URL.createObjectURL(blob);
      setAddress(url);
    });
    return () => {
      gone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [id]);
  return address ? <img src={address} alt="" /> : <span className="no-photo" aria-hidden />;
}
