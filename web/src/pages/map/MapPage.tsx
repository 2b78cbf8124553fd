import type { Map as MapLibre } from 'maplibre-gl';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { useSession } from '../../api/session';
import { useHidden } from '../../map/visibility';
import { Loading } from '../../shell/States';
import { AddMenu } from './AddMenu';
import { type MapBus, MapBusContext, type PointRequest } from './bus';
import { LayerPanel } from './LayerPanel';
import { type Hit, MainMap } from './MainMap';
import './map.css';
import { useMapParams } from './params';
import { SearchBox } from './SearchBox';
import { useLive } from './useLive';
import { useMapData } from './useMapData';
import { useSpot } from './useSpot';

const Panel = lazy(async () => ({ default: (await import('./panel/Panel')).Panel }));

export function MapPage() {
  const { t } = useTranslation();
  const session = useSession();
  const data = useMapData(session);
  const [map, setMap] = useState<MapLibre>();
  const [hidden, toggle] = useHidden();
  const [hits, setHits] = useState<Hit[]>([]);
  const [request, setRequest] = useState<PointRequest>();
  const { selection, doing, go } = useMapParams();
  const still = (useLocation().state as { still?: boolean } | null)?.still ?? false;
  const spot = useSpot(map, selection, still);

  const refresh = useCallback((tileset: string) => map?.getSource(tileset) && map.refreshTiles(tileset), [map]);
  useLive(map ? data?.shown : undefined, refresh);
  const bus = useMemo<MapBus>(() => ({ map, refresh, request, setRequest }), [map, refresh, request]);

  const onHits = useCallback(
    (found: Hit[]) => {
      setHits(found.length > 1 ? found : []);
      if (found.length < 2) go(found[0], undefined, true);
    },
    [go],
  );
  const open = selection !== undefined || doing !== undefined || hits.length > 0;
  useEffect(() => {
    document.body.classList.toggle('picking', request?.picking ?? false);
    return () => document.body.classList.remove('picking');
  }, [request?.picking]);

  return (
    <MapBusContext value={bus}>
      <div className={open ? 'map-page open' : 'map-page'}>
        {data ? (
          <MainMap data={data} hidden={hidden} selection={selection} spot={spot} request={request} onMap={setMap} onHits={onHits} />
        ) : (
          <Loading label={t('map.loading')} />
        )}
        <div className="map-side">
          {!doing && (
            <div className="map-side-top">
              <SearchBox onChoose={(hit) => { setHits([]); go(hit); }} />
              <AddMenu onAdd={(what) => { setHits([]); go(undefined, what); }} />
            </div>
          )}
          {open && (
            <Suspense fallback={<Loading />}>
              <Panel
                hits={hits} selection={selection} doing={doing}
                onChoose={(hit) => { setHits([]); go(hit, undefined, true); }}
                onClose={() => { setHits([]); go(undefined); }}
              />
            </Suspense>
          )}
        </div>
        {request?.picking && <div className="map-hint" role="status">{request.bar ?? t('map.pickHint')}</div>}
        {data && <LayerPanel data={data} hidden={hidden} toggle={toggle} />}
      </div>
    </MapBusContext>
  );
}
