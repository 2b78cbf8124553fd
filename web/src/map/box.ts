/** The box that a map shows, as the address bar and the service write it; and clicks on its features. */
import type { Map as MapLibre, MapLayerMouseEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';

/** What stands in the address until the map has said where it looks. */
export const boxOfMap = 'map';

/** A box for the address: four decimals are ten metres. */
export function boxText(bounds: { getWest(): number; getSouth(): number; getEast(): number; getNorth(): number }): string {
  const within = (value: number, most: number) => Math.max(-most, Math.min(most, value)).toFixed(4);
  return [within(bounds.getWest(), 180), within(bounds.getSouth(), 90), within(bounds.getEast(), 180), within(bounds.getNorth(), 90)].join(',');
}

/** The box of an address; undefined for none and for nonsense. */
export function boxOf(text: string): [number, number, number, number] | undefined {
  const parts = text.split(',').map(Number);
  return parts.length === 4 && parts.every(Number.isFinite) ? (parts as [number, number, number, number]) : undefined;
}

/** Tells the box after every move; undefined while the map does not filter. */
export function useBox(map: MapLibre | undefined, onBox: ((box: string) => void) | undefined) {
  const tell = useRef(onBox);
  useEffect(() => {
    tell.current = onBox;
  });
  const on = onBox !== undefined;
  useEffect(() => {
    if (!map || !on) return;
    const moved = () => tell.current?.(boxText(map.getBounds()));
    moved();
    map.on('moveend', moved);
    return () => {
      map.off('moveend', moved);
    };
  }, [map, on]);
}

/** Tells the named property of a feature that was clicked in the layer. */
export function useFeatureClick(map: MapLibre | undefined, layer: string, property: string, onChoose: (value: string) => void) {
  const tell = useRef(onChoose);
  useEffect(() => {
    tell.current = onChoose;
  });
  useEffect(() => {
    if (!map) return;
    const click = (event: MapLayerMouseEvent) => {
      const value: unknown = event.features?.[0]?.properties[property];
      if (typeof value === 'string') tell.current(value);
    };
    const point = (cursor: string) => () => { map.getCanvas().style.cursor = cursor; };
    const listening = [map.on('click', layer, click), map.on('mouseenter', layer, point('pointer')), map.on('mouseleave', layer, point(''))];
    return () => {
      for (const one of listening) one.unsubscribe();
    };
  }, [map, layer, property]);
}
