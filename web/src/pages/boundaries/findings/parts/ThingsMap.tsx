/** What a page lists, on a map: points and lines in colours that a legend explains. */
import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { useMemo, useState } from 'react';
import { useSession } from '../../../../api/session';
import type { Bounds } from '../../../../map/base';
import { useBox, useFeatureClick } from '../../../../map/box';
import { MapView } from '../../../../map/MapView';
import { Loading } from '../../../../shell/States';
import { Coarse } from '../../parts/Coarse';
import { precisionOf } from '../../parts/coarse';
import { useMapData } from '../../../map/useMapData';
import { styleWithThings, type Thing, thingLayer } from './thingsStyle';

interface Props {
  things: Thing[];
  label: string;
  /** Where to look at first; the whole prefecture without it. */
  bounds?: Bounds;
  /** Draws the tiles' markers as well. */
  markers?: boolean;
  under?: LayerSpecification[];
  legend?: { colour: string; label: string }[];
  onBox?: (box: string) => void;
  onChoose?: (key: string) => void;
  onMap?: (map: MapLibre | undefined) => void;
  small?: boolean;
}

const close = { top: 0, right: 0, bottom: 0, left: 0 };
const nothing = () => undefined;

export function ThingsMap({ things, label, bounds, markers, under, legend = [], onBox, onChoose = nothing, onMap, small }: Props) {
  const session = useSession();
  const data = useMapData(session);
  const [map, setMap] = useState<MapLibre>();
  const style = useMemo(() => data && styleWithThings(data.style, things, { under, markers }), [data, things, under, markers]);
  useBox(map, onBox);
  useFeatureClick(map, thingLayer, 'key', onChoose);
  if (!data || !style) return <Loading />;
  return (
    <>
      <div className={small ? 'things-map small' : 'things-map'}>
        <MapView
          style={style} bounds={bounds ?? data.bounds} padding={bounds && close} kinds={data.kinds} label={label}
          onMap={(made) => { setMap(made); onMap?.(made); }}
        >
          {legend.length > 0 && (
            <ul className="map-legend">
              {legend.map((one) => <li key={one.label}><i style={{ background: one.colour }} />{one.label}</li>)}
            </ul>
          )}
        </MapView>
      </div>
      <Coarse metres={Math.max(...Object.values(precisionOf(session)))} />
    </>
  );
}
