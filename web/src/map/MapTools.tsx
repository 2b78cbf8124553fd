/** Zoom, back to the whole prefecture, own position, and the coordinates under the pointer. */
import { AimOutlined, HomeOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import type { Map as MapLibre, PaddingOptions } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { position } from '../lib/format';
import type { Bounds } from './base';

export function MapTools({ map, bounds, padding }: { map: MapLibre; bounds: Bounds; padding: PaddingOptions }) {
  const { t } = useTranslation();
  const locate = () =>
    navigator.geolocation?.getCurrentPosition(({ coords }) =>
      map.easeTo({ center: [coords.longitude, coords.latitude], zoom: Math.max(map.getZoom(), 13) }),
    );
  return (
    <>
      <div className="map-tools" role="group" aria-label={t('map.tools')}>
        <Tool label={t('map.zoomIn')} icon={<PlusOutlined />} run={() => map.zoomIn()} />
        <Tool label={t('map.zoomOut')} icon={<MinusOutlined />} run={() => map.zoomOut()} />
        <Tool label={t('map.home')} icon={<HomeOutlined />} run={() => map.fitBounds(bounds, { padding })} />
        {'geolocation' in navigator && <Tool label={t('map.locate')} icon={<AimOutlined />} run={locate} />}
      </div>
      <Coordinates map={map} />
    </>
  );
}

function Tool({ label, icon, run }: { label: string; icon: ReactNode; run: () => void }) {
  return (
    <button type="button" aria-label={label} title={label} onClick={run}>
      {icon}
    </button>
  );
}

/** Written straight into the page: a pointer moves too often for a render each time. */
function Coordinates({ map }: { map: MapLibre }) {
  const output = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const show = (at: { lng: number; lat: number }) => {
      if (output.current) output.current.textContent = position(at.lng, at.lat);
    };
    const pointer = (event: { lngLat: { lng: number; lat: number } }) => show(event.lngLat);
    const centre = () => show(map.getCenter());
    centre();
    map.on('mousemove', pointer);
    map.on('moveend', centre);
    return () => {
      map.off('mousemove', pointer);
      map.off('moveend', centre);
    };
  }, [map]);
  return <output ref={output} className="map-coordinates" aria-live="off" />;
}
