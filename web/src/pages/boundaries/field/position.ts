/** Where this device is, watched for as long as somebody on the page wants to know. */
import { useSyncExternalStore } from 'react';

export interface Fix {
  lon: number;
  lat: number;
  /** Metres, one standard deviation as the device sees it. */
  accuracy: number;
  /** Milliseconds since 1970, by the clock of the device. */
  at: number;
}

export interface Position {
  fix?: Fix;
  /** Why there is none: not allowed, not found (yet), or no such device (also: a page without TLS). */
  trouble?: 'denied' | 'lost' | 'missing';
}

let state: Position = {};
let watch: number | undefined;
const listeners = new Set<() => void>();

function set(next: Position): void {
  state = next;
  for (const one of listeners) one();
}

export const positionNow = (): Position => state;

export function watchPosition(listener: () => void): () => void {
  listeners.add(listener);
  begin();
  return () => {
    listeners.delete(listener);
    if (listeners.size || watch === undefined) return;
    navigator.geolocation.clearWatch(watch);
    watch = undefined;
  };
}

/** Begins to watch; also again, after the person has allowed it. */
export function begin(): void {
  if (!('geolocation' in navigator)) {
    queueMicrotask(() => set({ trouble: 'missing' }));
    return;
  }
  if (watch !== undefined && state.trouble !== 'denied') return;
  watch = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => set({ fix: { lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy, at: timestamp } }),
    ({ code, PERMISSION_DENIED }) => set({ fix: state.fix, trouble: code === PERMISSION_DENIED ? 'denied' : 'lost' }),
    { enableHighAccuracy: true, maximumAge: 5000, timeout: 60_000 },
  );
}

export function usePosition(): Position {
  return useSyncExternalStore(watchPosition, positionNow);
}
