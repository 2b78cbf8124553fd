import { useTranslation } from 'react-i18next';
import { useAreaNames } from '../../../api/queries';
import type { Place } from '../../../api/types';
import { kindOf } from '../../../forms/shape/shape';
import { position, time } from '../../../lib/format';
import { Fields, Status } from './Fields';

const tones = { current: 'good', historic: 'past', retired: 'bad' } as const;

export function PlaceFields({ place }: { place: Place }) {
  const { t } = useTranslation();
  const others = (place.names ?? []).filter((name) => name.kind === 'minority' || name.kind === 'map' || name.kind === 'other');
  return (
    <Fields
      rows={[
        [t('field.status'), <Status tone={tones[place.status]}>{t(`placeStatus.${place.status}`)}</Status>],
        [t('field.pinyin'), place.pinyin],
        [t('field.short_name'), place.short_name],
        [t('field.alt_names'), place.alt_names?.join('、')],
        [t('field.former_names'), place.former_names?.join('、')],
        ...others.map((name): [string, string] => [name.language || t('field.names'), name.text]),
        [t('field.class_code'), `${place.class_name} ${place.class_code}`],
        [t('field.place_code'), place.place_code],
        [t('field.division_code'), place.division_code],
        [t('field.position'), position(place.lon, place.lat)],
        [t('form.shape.kind'), place.geometry && t(`form.shape.${kindOf(place.geometry)}`)],
        [t('field.position_reason'), place.position_reason],
        [t('field.meaning'), place.meaning],
        [t('field.origin_text'), place.origin_text],
        [t('field.history'), place.history],
        [t('field.language'), place.language],
        [t('field.founded'), place.founded],
        [t('field.named'), place.named],
        [t('field.abolished'), place.abolished],
        [t('field.place_description'), place.description],
        [t('field.survey_method'), place.survey_method],
        [t('field.source'), place.source],
        [t('field.crosses'), place.crosses?.length ? <Areas codes={place.crosses} /> : ''],
        [t('field.registrar'), [place.registrar, place.registered_on].filter(Boolean).join(' ')],
        [t('field.updated_at'), time(place.updated_at)],
      ]}
    />
  );
}

function Areas({ codes }: { codes: string[] }) {
  const areaName = useAreaNames();
  return <>{codes.map(areaName).join('、')}</>;
}
