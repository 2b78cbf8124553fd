/** Spots on a map: what is chosen in the list is flown to, what is clicked on the map is chosen. */
import type { Feature, Point } from 'geojson';
import type { Map as MapLibre } from 'maplibre-gl';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { useFeatureClick } from '../../../map/box';
import { MapView } from '../../../map/MapView';
import { Loading } from '../../../shell/States';
import { useMapData } from '../../map/useMapData';
import { styleWith, type Tone, tones } from './mapStyle';

interface Props {
  spots: Feature<Point>[];
  ways?: Feature[];
  lines: string[];
  chosen: string;
  onChoose: (id: string) => void;
  label: string;
  legend: { tone: Tone; text: ReactNode }[];
  /** How near the map goes to what is chosen. */
  near?: number;
}

export function SpotMap({ spots, ways, lines, chosen, onChoose, label, legend, near = 13.5 }: Props) {
  const { t } = useTranslation();
  const data = useMapData(useSession());
  const [map, setMap] = useState<MapLibre>();
  const lit = lines.join(',');
  const style = useMemo(() => data && styleWith(data.style, { spots, ways, lines: lit ? lit.split(',') : [], chosen }), [data, spots, ways, lit, chosen]);
  useFeatureClick(map, 'spot-dot', 'id', onChoose);
  const at = spots.find((one) => one.properties?.id === chosen)?.geometry.coordinates;
  const [lon, lat] = at ?? [];
  useEffect(() => {
    if (map && lon !== undefined && lat !== undefined) map.flyTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), near), duration: 900 });
  }, [map, lon, lat, near]);
  if (!data || !style) return <Loading label={t('map.loading')} />;
  return (
    <MapView style={style} bounds={data.bounds} kinds={data.kinds} label={label} onMap={setMap}>
      <ul className="map-legend">
        {legend.map(({ tone, text }) => <li key={tone}><i className={`spot ${tone}`} style={{ '--tone': tones[tone] } as React.CSSProperties} />{text}</li>)}
      </ul>
    </MapView>
  );
}
