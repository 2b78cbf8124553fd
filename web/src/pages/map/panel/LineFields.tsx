import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Line } from '../../../api/types';
import { number, time } from '../../../lib/format';
import { useMapParams } from '../params';
import { Fields, Status } from './Fields';

const lineTones = { in_force: 'good', disputed: 'wait', retired: 'past' } as const;

export function LineFields({ line }: { line: Line }) {
  const { t } = useTranslation();
  const { go } = useMapParams();
  const km = (value: number | null) => (value === null ? undefined : `${number(value, 3)} km`);
  return (
    <>
      <Fields
        rows={[
          [t('field.code'), line.code],
          [t('field.status'), line.status && <Status tone={lineTones[line.status]}>{t(`lineStatus.${line.status}`)}</Status>],
          [t('field.short_code'), line.short_code],
          [t('field.agreed_length_km'), km(line.agreed_length_km)],
          [t('field.geodesic_length_km'), km(line.geodesic_length_km)],
          [t('field.agreement'), line.agreement],
          [t('field.neighbour_counties'), line.neighbour_counties?.replaceAll(';', '、')],
          ...(line.results ?? []).map((one): [string, string] => [
            t('panel.round', { round: one.round }),
            t(`roundResult.${one.result}` as 'roundResult.qualified', { defaultValue: one.result }),
          ]),
          [t('field.updated_at'), time(line.updated_at)],
        ]}
      />
      <p className="panel-page"><Link to={`/boundaries/lines/${line.code}`}>{t('panel.openPage')}</Link></p>
      <h3>{t('panel.markersOnLine', { count: line.markers?.length ?? 0 })}</h3>
      <ul className="chips">
        {line.markers?.map((marker) => (
          <li key={marker.id}>
            <button type="button" onClick={() => go({ kind: 'marker', id: marker.id })}>
              {marker.number}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
