/** One line on a map with its stations; what stands out here stands out in the profile, and the other way round. */
import type { Map as MapLibre, MapLayerMouseEvent } from 'maplibre-gl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { Line } from '../../../api/types';
import type { Bounds } from '../../../map/base';
import { boundsOf } from '../../../map/bounds';
import { MapView } from '../../../map/MapView';
import { Loading } from '../../../shell/States';
import { useMapData } from '../../map/useMapData';
import { ofStation, type Spot, styleWith } from './lineStyle';
import type { Choice } from './useChoice';

interface Props {
  line: Line;
  spots: Spot[];
  choice: Choice;
}

export function LineMap({ line, spots, choice }: Props) {
  const { t } = useTranslation('line');
  const data = useMapData(useSession());
  const [map, setMap] = useState<MapLibre>();
  const style = useMemo(() => data && styleWith(data.style, line.geometry ?? null, spots), [data, line.geometry, spots]);
  const bounds: Bounds | undefined = line.geometry ? boundsOf([line.geometry], 0.005) : (line.bbox ?? undefined);
  useHighlight(map, choice.active, spots);
  useGoTo(map, choice.chosen, spots);
  usePointer(map, choice);
  if (!data || !style) return <Loading />;
  return (
    <div className="line-map">
      <MapView style={style} bounds={bounds ?? data.bounds} kinds={data.kinds} label={t('mapOf', { name: line.name })} onMap={setMap} />
    </div>
  );
}

function useHighlight(map: MapLibre | undefined, active: number | undefined, spots: Spot[]) {
  useEffect(() => {
    if (map?.getLayer('own-active')) map.setFilter('own-active', ofStation(active));
  }, [map, active, spots]);
}

/** Brings what was chosen elsewhere into view. */
function useGoTo(map: MapLibre | undefined, chosen: number | undefined, spots: Spot[]) {
  useEffect(() => {
    const spot = chosen === undefined ? undefined : spots.find((one) => one.index === chosen);
    if (map && spot && !map.getBounds().contains([spot.lon, spot.lat])) map.easeTo({ center: [spot.lon, spot.lat] });
  }, [map, chosen, spots]);
}

const layers = ['own-marker', 'own-spot'];

function usePointer(map: MapLibre | undefined, choice: Choice) {
  const latest = useRef(choice);
  useEffect(() => {
    latest.current = choice;
  });
  useEffect(() => {
    if (!map) return;
    const indexOf = (event: MapLayerMouseEvent) => {
      const index: unknown = event.features?.[0]?.properties.index;
      return typeof index === 'number' && index >= 0 ? index : undefined;
    };
    const over = (event: MapLayerMouseEvent) => {
      map.getCanvas().style.cursor = 'pointer';
      latest.current.hover(indexOf(event));
    };
    const out = () => {
      map.getCanvas().style.cursor = '';
      latest.current.hover(undefined);
    };
    const click = (event: MapLayerMouseEvent) => latest.current.choose(indexOf(event));
    const listening = [map.on('mousemove', layers, over), map.on('mouseleave', layers, out), map.on('click', layers, click)];
    return () => {
      for (const one of listening) one.unsubscribe();
    };
  }, [map]);
}
