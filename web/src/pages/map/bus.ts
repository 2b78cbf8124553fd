/** What panels and forms need of the map beside them. */
import type { Map as MapLibre } from 'maplibre-gl';
import { createContext, type ReactNode, useContext } from 'react';
import type { Tileset } from '../../map/layers';

export interface LonLat {
  lon: number;
  lat: number;
}

/** A form that wants a point from the map. */
export interface PointRequest {
  point: LonLat | undefined;
  /** True while the next click on the map means the position. */
  picking: boolean;
  onPoint: (point: LonLat) => void;
  /** What stands on the map while picking, instead of the usual hint. */
  bar?: ReactNode;
}

export interface MapBus {
  map: MapLibre | undefined;
  /** Asks for the visible tiles again after a write. */
  refresh: (tileset: Tileset) => void;
  request: PointRequest | undefined;
  setRequest: (request: PointRequest | undefined) => void;
  /** Pixels around a shape that is shown as a whole, where nothing covers the map: else what the panel needs. */
  room?: number;
}

export const MapBusContext = createContext<MapBus>({
  map: undefined,
  refresh: () => undefined,
  request: undefined,
  setRequest: () => undefined,
});

export const useMapBus = () => useContext(MapBusContext);
