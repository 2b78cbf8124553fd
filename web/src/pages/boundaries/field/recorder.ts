/**
 * The walk that is recorded while the page is open. It is kept on the device
 * point by point; after a reload it goes on, with a gap.
 */
import { useSyncExternalStore } from 'react';
import { read, remove, write } from '../../../lib/store';
import { positionNow, watchPosition } from './position';
import { type TrackPoint, worthKeeping } from './track';

export interface Recording {
  points: TrackPoint[];
  /** Running, or stopped and waiting to be sent. */
  on: boolean;
  startedAt: string;
}

const keyOf = (login: string) => `cairn.track.${login}`;
const listeners = new Set<() => void>();
let owner = '';
let recording: Recording | undefined;
let unwatch: (() => void) | undefined;
let lock: { release: () => Promise<void> } | undefined;

function set(next: Recording | undefined): void {
  recording = next;
  if (next) write(keyOf(owner), next);
  else remove(keyOf(owner));
  for (const one of listeners) one();
}

/** Takes up what this account was recording. */
function load(login: string): void {
  if (owner === login) return;
  pause();
  owner = login;
  recording = read<Recording>(keyOf(login));
  if (recording?.on) run();
}

function onFix(): void {
  const { fix } = positionNow();
  if (!fix || !recording?.on) return;
  const next: TrackPoint = [fix.lon, fix.lat, fix.accuracy, fix.at];
  if (worthKeeping(recording.points.at(-1), next)) set({ ...recording, points: [...recording.points, next] });
}

function run(): void {
  unwatch ??= watchPosition(onFix);
  // A screen that goes dark stops the watch on most phones.
  void navigator.wakeLock?.request('screen').then((held) => (lock = held), () => undefined);
  onFix();
}

function pause(): void {
  unwatch?.();
  unwatch = undefined;
  void lock?.release();
  lock = undefined;
}

export function startRecording(): void {
  set(recording ? { ...recording, on: true } : { points: [], on: true, startedAt: new Date().toISOString() });
  run();
}

export function stopRecording(): void {
  pause();
  if (recording) set({ ...recording, on: false });
}

export function dropRecording(): void {
  pause();
  set(undefined);
}

export function useRecording(login: string): Recording | undefined {
  return useSyncExternalStore((listener) => {
    load(login);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => (owner === login ? recording : undefined));
}
