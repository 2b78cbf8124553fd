/** Everything the main map is drawn from, asked for at once while MapLibre itself loads. */
import { useQueries } from '@tanstack/react-query';
import type { StyleSpecification } from 'maplibre-gl';
import { useMemo } from 'react';
import { tileJsonOptions, useCounties, useKinds } from '../../api/queries';
import { mayRead } from '../../api/session';
import type { FacilityKinds, Session, TileJson } from '../../api/types';
import { baseStyle, type Bounds, china, tileSource } from '../../map/base';
import { mapFonts } from '../../map/engine';
import { dataLayers, type Tileset, tilesets } from '../../map/layers';
import type { KindLook, KindLooks } from '../../map/symbols';

export interface MapData {
  style: StyleSpecification;
  bounds: Bounds;
  kinds: KindLooks;
  /** Tilesets that this person may see and that answered. */
  shown: Tileset[];
}

function looksOf(kinds: FacilityKinds | undefined): KindLooks {
  const looks = new Map<string, KindLook>();
  for (const kind of kinds?.items ?? []) {
    looks.set(kind.code, { name: kind.name, colour: kind.colour, symbol: kind.symbol, unit: kind.unit });
  }
  return looks;
}

export function useMapData(session: Session): MapData | undefined {
  const tiles = useQueries({ queries: tilesets.map((name) => ({ ...tileJsonOptions(name), retry: 1, enabled: mayRead(session, name) })) });
  const kinds = useKinds();
  const counties = useCounties(session.prefecture.code);
  // What may not be read is not asked for, and not waited for.
  const pending = [...tiles, kinds, counties].some((one) => one.isLoading);
  const found = JSON.stringify(tiles.map((one) => one.data ?? null));

  return useMemo(() => {
    if (pending) return undefined;
    const jsons = JSON.parse(found) as (TileJson | null)[];
    const bounds = session.prefecture.bounds ?? china;
    const looks = looksOf(kinds.data);
    const sources: StyleSpecification['sources'] = {
      selection: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    };
    const shown: Tileset[] = [];
    tilesets.forEach((name, i) => {
      const json = jsons[i];
      if (!json) return;
      sources[name] = tileSource(name, json);
      shown.push(name);
    });
    const codes = (counties.data ?? []).map((area) => area.code).sort();
    const layers = dataLayers({ fonts: mapFonts, counties: codes, kinds: looks }).filter(
      (layer) => 'source' in layer && String(layer.source) in sources,
    );
    return { style: baseStyle(bounds, sources, layers, mapFonts), bounds, kinds: looks, shown };
  }, [pending, found, session.prefecture.bounds, kinds.data, counties.data]);
}
