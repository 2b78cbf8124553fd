/** One zone, new or on record: its form, or for those who only read it what it is, and the map beside it. */
import type { Map as MapLibre } from 'maplibre-gl';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useSession } from '../../../api/session';
import { none } from '../../../lib/format';
import { boundsOf } from '../../../map/bounds';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { type MapBus, MapBusContext, type PointRequest } from '../../map/bus';
import '../../map/map.css';
import '../../pages.css';
import '../facility/facility.css';
import { ZoneForm } from './ZoneForm';
import { ZoneMap } from './ZoneMap';
import './zones.css';
import type { ZoneShape } from './zones';

export function ZonePage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useGet<ZoneShape>(`/facilities/zones/${id}`, {}, id !== 'new');
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (id !== 'new' && !data) return <Loading />;
  return <Loaded key={`${id} ${data?.version ?? 0}`} zone={id === 'new' ? undefined : data} />;
}

function Loaded({ zone }: { zone: ZoneShape | undefined }) {
  const { t } = useTranslation('facilitylife');
  const { may, account } = useSession();
  const [map, setMap] = useState<MapLibre>();
  const [request, setRequest] = useState<PointRequest>();
  const bus = useMemo<MapBus>(() => ({ map, refresh: () => undefined, request, setRequest, room: 30 }), [map, request]);
  const mayEdit = may.facility_plan === true && account !== null && (!zone || zone.area_code.startsWith(account.area_code));
  const shape = zone?.geometry;
  useEffect(() => {
    if (map && shape) map.fitBounds(boundsOf([shape], 0), { padding: 30, maxZoom: 14, duration: 0 });
  }, [map, shape]);
  const drawn = mayEdit && zone?.areas.length === 0;
  return (
    <MapBusContext value={bus}>
      <div className="page wide-page">
        <header className="page-head">
          <h1>{zone ? zone.name : t('zones.add')}</h1>
          <Link to="/coverage/zones">{t('zones.title')}</Link>
        </header>
        <div className="zone-grid">
          {mayEdit ? <ZoneForm zone={zone} /> : zone && <ZoneFacts zone={zone} />}
          <ZoneMap label={t('zones.mapLabel')} but={drawn ? zone?.id : undefined} onMap={setMap}>
            {request?.picking && <div className="map-hint" role="status">{request.bar}</div>}
          </ZoneMap>
        </div>
      </div>
    </MapBusContext>
  );
}

function ZoneFacts({ zone }: { zone: ZoneShape }) {
  const { t } = useTranslation('facilitylife');
  const { t: tm } = useTranslation();
  const facts: [string, string][] = [
    [t('zones.kind'), tm(`zone.${zone.kind}`)], [t('zones.area'), zone.area_name], [t('zones.extent'), zone.areas.map((one) => one.name).join('、') || t('zones.polygon')],
    [t('zones.from_on'), zone.from_on], [t('zones.to_on'), zone.to_on ?? none], [t('zones.document'), zone.document || none], [t('zones.note'), zone.note || none],
  ];
  return (
    <section className="card zone-form">
      <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="lines">{value}</dd></div>)}</dl>
    </section>
  );
}
