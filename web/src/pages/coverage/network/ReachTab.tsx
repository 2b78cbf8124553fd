/** Isochrones of all facilities of a kind, or of a point clicked on the map; the same in a table. */
import { Select, Table } from 'antd';
import type { Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useKinds } from '../../../api/queries';
import { useFilters } from '../../../lib/filters';
import { number } from '../../../lib/format';
import { Failed } from '../../../shell/States';
import { type From, type Isochrones, minuteChoices } from '../isochrones/isochrones';
import { useIsochrones } from '../isochrones/useIsochrones';
import { minutesOf, pointOf } from './network';
import { ReachMap } from './ReachMap';

export function ReachTab() {
  const { t, i18n } = useTranslation('network');
  const { data: kinds } = useKinds();
  const { values, set } = useFilters(['kind', 'at', 'minutes']);
  const minutes = minutesOf(values.minutes, minuteChoices);
  const from = useMemo<From | undefined>(() => (values.kind ? { kind: values.kind } : pointOf(values.at)), [values.kind, values.at]);
  const { answer, overlay, error, drawing, retry } = useIsochrones(from, minutes);
  const [map, setMap] = useState<MapLibre>();
  const [, setParams] = useSearchParams();
  usePicking(map, (lon, lat) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete('kind');
        after.set('at', `${lon.toFixed(5)},${lat.toFixed(5)}`);
        return after;
      },
      { replace: true },
    ));
  const named = (one: { code: string; name: string; name_en: string }) => ({ value: one.code, label: i18n.language === 'en' ? one.name_en || one.name : one.name });
  return (
    <div className="stack">
      <div className="filters">
        <label className="wide">
          {t('kind')}
          <Select value={values.kind || undefined} allowClear onChange={(kind?: string) => set('kind', kind)} options={(kinds?.items ?? []).map(named)} listHeight={420} />
        </label>
        <label>
          {t('times')}
          <Select value={minutes.join(',')} onChange={(text: string) => set('minutes', text)} options={minuteChoices.map((one) => ({ value: one.join(','), label: one.join(' / ') }))} />
        </label>
      </div>
      <p className="muted" role="status">{drawing ? t('drawing') : t('pickHint')}</p>
      {from && error && <Failed error={error} retry={() => void retry()} />}
      <ReachMap overlay={overlay} answer={answer} onMap={setMap} />
      {answer && <Bands answer={answer} />}
    </div>
  );
}

/** Tells where the map was clicked. */
function usePicking(map: MapLibre | undefined, pick: (lon: number, lat: number) => void): void {
  const tell = useRef(pick);
  useEffect(() => {
    tell.current = pick;
  });
  useEffect(() => {
    if (!map) return;
    const click = ({ lngLat }: MapMouseEvent) => tell.current(lngLat.lng, lngLat.lat);
    map.on('click', click);
    return () => {
      map.off('click', click);
    };
  }, [map]);
}

function Bands({ answer }: { answer: Isochrones }) {
  const { t } = useTranslation('network');
  const flagged = answer.sources.filter((one) => one.beyond).length;
  return (
    <section className="stack" aria-labelledby="reach-table">
      <h2 id="reach-table">{t('reachTable')}</h2>
      <Table<Isochrones['features'][number]>
        rowKey={(one) => one.properties.minutes} size="small" dataSource={answer.features} pagination={false}
        columns={[
          { title: t('times'), rowScope: 'row', render: (_, one) => number(one.properties.minutes) },
          { title: t('area'), align: 'right', render: (_, one) => number(one.properties.area_km2, 1) },
          { title: t('resolution'), align: 'right', render: (_, one) => number(one.properties.resolution_m) },
        ]}
      />
      <p className="muted">
        {t('sources')}: {number(answer.sources.length)}
        {flagged > 0 && ` · ${t('flagged')}: ${number(flagged)}`}
      </p>
    </section>
  );
}
