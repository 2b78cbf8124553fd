/**
 * Photos of inspections and of monthly reports on this device: kept with their
 * record's draft, sent once the record is frozen, remembered until long after
 * they arrived. Each has an id made here, which an inspection names, so that it
 * goes on where a cut connection stopped it and is stored once.
 */
import { useSyncExternalStore } from 'react';
import { uuid } from '../lib/uuid';
import { dropBlob, keepBlob, readBlob } from './blobs';
import { months } from './monthly';
import { waiting } from './outbox';
import { keptList } from './queue';

export type Owner = 'inspection' | 'monthly_report';

export interface Photo {
  id: string;
  login: string;
  /** What it belongs to; absent: an inspection. */
  owner?: Owner;
  /** Id of the record that it belongs to. */
  record: string;
  /** Which way it looks; see parts files.roles. */
  role: string;
  name: string;
  type: string;
  size: number;
  modified: number;
  /** Its record is frozen: it may go. */
  released: boolean;
  /** It was begun: how far it got is asked for first. */
  begun?: boolean;
  sentAt?: string;
  /** Why the service refused it, in its words; "" without any. */
  refused?: string;
}

export const photoRoles = ['photo', 'photo_n', 'photo_e', 'photo_s', 'photo_w'] as const;

/** How many of those that arrived are remembered. */
const remembered = 200;

const list = keptList<Photo>('cairn.photos');
export const usePhotos = list.useAll;

const patch = (id: string, change: Partial<Photo>) => list.change(list.all().map((one) => (one.id === id ? { ...one, ...change } : one)));

/** Keeps a photo for a record; false when it will not outlive this page. */
export async function addPhoto(login: string, record: string, role: string, file: File, owner: Owner = 'inspection'): Promise<boolean> {
  const photo: Photo = {
    id: uuid(), login, owner, record, role, name: file.name || 'photo.jpg', type: file.type, size: file.size, modified: file.lastModified, released: false,
  };
  const kept = await keepBlob(photo.id, file);
  return list.change([...list.all(), photo]) && kept;
}

export function setPhotoRole(id: string, role: string): void {
  patch(id, { role });
}

export async function removePhoto(id: string): Promise<void> {
  list.change(list.all().filter((one) => one.id !== id));
  await dropBlob(id);
}

/** All of a record that is given up. */
export async function removePhotosOf(record: string): Promise<void> {
  await Promise.all(photosOf(record).filter((one) => !one.sentAt).map((one) => removePhoto(one.id)));
}

export function photosOf(record: string): Photo[] {
  return list.all().filter((one) => one.record === record);
}

/** The record is frozen: its photos may go. */
export function releasePhotos(record: string): void {
  list.change(list.all().map((one) => (one.record === record ? { ...one, released: true } : one)));
}

/** A record that is sent under another id takes along what has not gone yet. */
export function movePhotos(from: string, to: string, released: boolean): void {
  list.change(list.all().map((one) => (one.record === from && !one.sentAt ? { ...one, record: to, released } : one)));
}

/** Percent sent of the photo that is under way. */
let progress: { id: string; percent: number } | undefined;
const watchers = new Set<() => void>();

function setProgress(next: typeof progress): void {
  progress = next;
  for (const one of watchers) one();
}

export function useUnderWay(): { id: string; percent: number } | undefined {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, () => progress);
}

/**
 * What may go now: of an inspection that was refused nothing does, and of a
 * monthly report nothing before it has arrived: refused, it gets another id.
 */
export function ready(login: string): Photo[] {
  const held = new Set([...waiting().filter((one) => one.problem).map((one) => one.inspection.id), ...months.all().map((one) => one.body.id)]);
  return list.all().filter((one) => one.login === login && one.released && !one.sentAt && one.refused === undefined && !held.has(one.record));
}

let running: Promise<number> | undefined;

/** Sends one after the other; stops at the first that finds no service. Returns how many arrived. */
export function sendPhotos(login: string): Promise<number> {
  running ??= sendAll(login).finally(() => (running = undefined));
  return running;
}

async function sendAll(login: string): Promise<number> {
  let count = 0;
  for (let next = ready(login)[0]; next; next = ready(login)[0]) {
    const outcome = await sendOne(next);
    if (outcome === 'waiting') break;
    if (outcome === 'sent') count++;
  }
  return count;
}

async function sendOne(photo: Photo): Promise<'sent' | 'refused' | 'waiting'> {
  const blob = await readBlob(photo.id);
  if (!blob) {
    patch(photo.id, { refused: '' });
    return 'refused';
  }
  // The uploader comes with the first photo, not with the first page.
  const { upload } = await import('../parts/upload').catch(() => ({ upload: undefined }));
  if (!upload) return 'waiting';
  const file = new File([blob], photo.name, { type: photo.type, lastModified: photo.modified });
  setProgress({ id: photo.id, percent: 0 });
  patch(photo.id, { begun: true });
  const outcome = await new Promise<'sent' | 'refused' | 'waiting'>((done) => {
    upload(file, { owner: photo.owner ?? 'inspection', ownerId: photo.record, role: photo.role, id: photo.id, begun: photo.begun }, {
      onProgress: (percent) => setProgress({ id: photo.id, percent }),
      onDone: () => done('sent'),
      onFailed: (message, passing) => {
        if (!passing) patch(photo.id, { refused: message ?? '' });
        done(passing ? 'waiting' : 'refused');
      },
    });
  });
  if (outcome === 'sent') await arrived(photo.id);
  setProgress(undefined);
  return outcome;
}

async function arrived(id: string): Promise<void> {
  patch(id, { sentAt: new Date().toISOString() });
  const gone = list.all().filter((one) => one.sentAt).slice(0, -remembered).map((one) => one.id);
  if (gone.length) list.change(list.all().filter((one) => !gone.includes(one.id)));
  await dropBlob(id);
}
