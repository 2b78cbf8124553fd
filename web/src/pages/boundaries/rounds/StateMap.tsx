/** The lines of the rows beside it, drawn by their state; a click chooses one, and the chosen one is shown. */
import { useQuery } from '@tanstack/react-query';
import type { Map as MapLibre } from 'maplibre-gl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordOptions } from '../../../api/queries';
import { useSession } from '../../../api/session';
import type { Bounds } from '../../../map/base';
import { boxOf, useBox, useFeatureClick } from '../../../map/box';
import { MapView } from '../../../map/MapView';
import { Loading } from '../../../shell/States';
import { useMapData } from '../../map/useMapData';
import { lineStates } from './rounds';
import { type Drawn, styleWith } from './stateStyle';
import { StateSwatch } from './StateSwatch';

interface Props {
  lines: Drawn[];
  selected: string | undefined;
  onSelect: (code: string) => void;
  box: string;
  /** Tells the box after every move; undefined while the map does not filter. */
  onBox: ((box: string) => void) | undefined;
  label: string;
}

export function StateMap({ lines, selected, onSelect, box, onBox, label }: Props) {
  const { t } = useTranslation('rounds');
  const data = useMapData(useSession());
  const [map, setMap] = useState<MapLibre>();
  const style = useMemo(() => data && styleWith(data.style, lines, selected), [data, lines, selected]);
  const [start] = useState(() => boxOf(box));
  const clicked = useRef<string>(undefined);
  useBox(map, onBox);
  useFeatureClick(map, 'round-hit', 'code', (code) => {
    clicked.current = code;
    onSelect(code);
  });
  useShow(map, selected, clicked);
  if (!data || !style) return <div className="round-map"><Loading /></div>;
  return (
    <div className="round-map">
      <MapView style={style} bounds={start ?? data.bounds} padding={start && { top: 0, right: 0, bottom: 0, left: 0 }} kinds={data.kinds} label={label} onMap={setMap}>
        <ul className="map-legend">
          {lineStates.map((state) => <li key={state}><StateSwatch state={state} />{t(`state.${state}`)}</li>)}
          <li><i className="overdue-swatch" />{t('overdue')}</li>
        </ul>
      </MapView>
    </div>
  );
}

/** Goes to the line that was chosen elsewhere; who may not know where it is stays where he is. */
function useShow(map: MapLibre | undefined, code: string | undefined, clicked: { current: string | undefined }) {
  const { data } = useQuery({ ...recordOptions('line', code ?? ''), enabled: code !== undefined, retry: false });
  const box = data && data.code === code ? data.bbox : undefined;
  const text = box?.join(',');
  useEffect(() => {
    if (!map || !text || clicked.current === code) return;
    const [west, south, east, north] = text.split(',').map(Number) as Bounds;
    map.fitBounds([west, south, east, north], { padding: 40, maxZoom: 12, duration: 500 });
  }, [map, text, code, clicked]);
}
