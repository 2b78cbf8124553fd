import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useKinds } from '../../../api/queries';
import type { Facility } from '../../../api/types';
import { ownText } from '../../../forms/extra';
import { useNamed } from '../../../forms/named';
import { none, number, position, time } from '../../../lib/format';
import { Fields, Status } from './Fields';

const tones = { in_use: 'good', building: 'wait', planned: 'wait', closed: 'past', retired: 'bad' } as const;

export function FacilityFields({ facility }: { facility: Facility }) {
  const { t } = useTranslation();
  const { data: kinds } = useKinds();
  const named = useNamed();
  const words = { yes: t('yes'), no: t('no') };
  const kind = kinds?.items.find((one) => one.code === facility.kind);
  const subkind = kind?.subkinds.find((one) => one.code === facility.subkind)?.name ?? facility.subkind;
  const unit = kind && kind.capacity_kind !== 'none' ? t(`capacityUnit.${kind.capacity_kind}`) : '';
  const counted = (value: number | null | undefined) => (value == null ? undefined : `${number(value)} ${unit}`);
  return (
    <>
      <Fields
        rows={[
          [t('field.status'), facility.status && <Status tone={tones[facility.status]}>{t(`facilityStatus.${facility.status}`)}</Status>],
          [t('field.status_from'), facility.status_from],
          [t('field.target_date'), facility.target_date],
          [t('field.subkind'), subkind],
          [t('field.capacity'), counted(facility.capacity)],
          [t('field.used'), counted(facility.used)],
          [t('field.nursing_beds'), counted(facility.nursing_beds)],
          [t('field.grade'), facility.grade],
          ...(kind?.fields ?? []).map((field): [string, string] => [named(field), ownText(kind, field.code, facility.extra?.[field.code], words, named)]),
          [t('field.operator'), facility.operator],
          [t('field.approval_no'), facility.approval_no],
          [t('field.area_m2'), facility.area_m2 == null ? undefined : `${number(facility.area_m2)} m²`],
          [t('field.position'), position(facility.lon, facility.lat)],
          [t('field.precision'), facility.precision ? t(`precision.${facility.precision}` as 'precision.phone', { defaultValue: facility.precision }) : undefined],
          [t('field.position_reason'), facility.position_reason],
          [t('field.note'), facility.note],
          [t('field.updated_at'), time(facility.updated_at)],
        ]}
      />
      <p><Link to={`/coverage/facilities/${facility.id}`}>{t('panel.wholeRecord')}</Link></p>
      {(facility.statuses?.length ?? 0) > 0 && (
        <>
          <h3>{t('panel.statuses')}</h3>
          <ol className="statuses">
            {facility.statuses?.map((one) => (
              <li key={`${one.status}${one.from}`}>
                <Status tone={tones[one.status]}>{t(`facilityStatus.${one.status}`)}</Status>
                <span>
                  {one.from ?? none} – {one.to ?? t('panel.now')}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
