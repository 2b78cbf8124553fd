import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConditionWords } from '../../../api/conditions';
import { useAreaNames, useRecord } from '../../../api/queries';
import type { Marker } from '../../../api/types';
import { number, position, time } from '../../../lib/format';
import { useMapParams } from '../params';
import { Fields, Status } from './Fields';

const tones = { standing: 'good', lost: 'bad', retired: 'past' } as const;

export function MarkerFields({ marker }: { marker: Marker }) {
  const { t } = useTranslation();
  const nameOf = useAreaNames();
  const words = useConditionWords();
  const grid = marker.northing === null || marker.easting === null ? undefined : `N ${number(marker.northing, 3)} · E ${number(marker.easting, 3)}`;
  return (
    <>
      <Fields
        rows={[
          [t('field.status'), <Status tone={tones[marker.status]}>{t(`markerStatus.${marker.status}`)}</Status>],
          [t('field.condition'), marker.condition?.map(words).join('、')],
          [t('field.last_inspected_at'), time(marker.last_inspected_at)],
          [t('field.type'), `${t(`markerType.${marker.type}`)} ${marker.side}`],
          [t('field.faces'), marker.faces],
          [t('field.material'), t(`material.${marker.material}` as 'material.stone', { defaultValue: marker.material })],
          [t('field.grade'), t(`level.${marker.grade}` as 'level.county', { defaultValue: marker.grade })],
          [t('field.position'), position(marker.lon, marker.lat)],
          [marker.projected_crs ?? t('field.grid'), grid],
          [t('field.height_m'), marker.height_m === null ? undefined : `${number(marker.height_m)} m`],
          [t('field.managing_area'), nameOf(marker.managing_area)],
          [t('field.co_area'), marker.co_area?.map(nameOf).join('、')],
          [t('field.erected_on'), marker.erected_on],
          [t('field.description'), marker.description],
          [t('field.updated_at'), time(marker.updated_at)],
        ]}
      />
      <p className="panel-page"><Link to={`/boundaries/markers/${marker.id}`}>{t('panel.openPage')}</Link></p>
      <h3>{t('panel.linesOfMarker')}</h3>
      <ul className="chips">
        {marker.lines.map((code) => (
          <LineChip key={code} code={code} />
        ))}
      </ul>
      {(marker.witnesses?.length ?? 0) > 0 && (
        <>
          <h3>{t('field.witnesses')}</h3>
          <ol className="witnesses">
            {marker.witnesses?.map((one) => (
              <li key={one.seq}>
                {one.text}
                {one.bearing_deg != null && (
                  <small>
                    {number(one.bearing_deg, 2)}° · {number(one.distance_m, 2)} m
                  </small>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

/** A line by its name; by its code until that is known. */
function LineChip({ code }: { code: string }) {
  const { go } = useMapParams();
  const { data } = useRecord('line', code);
  return (
    <li>
      <button type="button" onClick={() => go({ kind: 'line', id: code })}>
        {data?.name ?? code}
      </button>
    </li>
  );
}
