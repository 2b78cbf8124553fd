/** Where it is: the finding on a small map, with the markers around. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecord } from '../../../api/queries';
import type { Marker } from '../../../api/types';
import { boundsOf } from '../../../map/bounds';
import { useGet } from '../../../parts/useGet';
import type { Finding } from './findings';
import { ThingsMap } from './parts/ThingsMap';
import { placeOf, thingsOf } from './places';

export function PlaceMap({ finding }: { finding: Finding }) {
  return finding.marker_id && finding.lon === null ? <OfMarker finding={finding} id={finding.marker_id} /> : <Spot finding={finding} markers={[]} />;
}

function OfMarker({ finding, id }: { finding: Finding; id: string }) {
  const { data } = useGet<Marker>(`/boundaries/markers/${id}`);
  return data ? <Spot finding={finding} markers={[data]} /> : null;
}

function Spot({ finding, markers }: { finding: Finding; markers: Marker[] }) {
  const { t } = useTranslation('findings');
  const known = useMemo(() => new Map(markers.map((one) => [one.id, one])), [markers]);
  const at = placeOf(finding, known);
  // Without a point that may be told, the line says where about it is.
  const line = useRecord('line', finding.lines[0] ?? '');
  const things = useMemo(() => thingsOf([finding], markers), [finding, markers]);
  const bounds = at ? boundsOf([{ type: 'Point', coordinates: at }], 0.03) : line.data?.bbox ?? undefined;
  if (!at && line.isLoading) return null;
  return (
    <>
      <ThingsMap small markers things={things} bounds={bounds} label={t('map.place')} />
      {!at && <p className="muted map-note">{t('map.noPlace')}</p>}
    </>
  );
}
