/** The pictures of a marker, sorted by what they show. */
import type { Meta } from '../../../parts/Attachments';
import { directions } from './markers';

/** With what the camera wrote, for those who may see it. */
export interface Photo extends Meta {
  taken_at?: string | null;
  exif_at?: string | null;
}

export const views = [...directions, 'sketch'] as const;
export type View = (typeof views)[number];

/** The day a picture was taken: by the camera, else by the device that sent it, else when it came. */
export function dayOf({ exif_at, taken_at, created_at }: Pick<Photo, 'exif_at' | 'taken_at' | 'created_at'>): string {
  return exif_at ?? taken_at ?? created_at;
}

/** Pictures of each view, the newest first; the rest are other files. */
export function sorted(all: Photo[]): { byView: Map<View, Photo[]>; rest: Photo[] } {
  const byView = new Map<View, Photo[]>(views.map((view) => [view, []]));
  const rest: Photo[] = [];
  for (const one of all) {
    const list = one.thumb_type ? byView.get(one.role as View) : undefined;
    if (list) list.push(one);
    else rest.push(one);
  }
  for (const list of byView.values()) list.sort((a, b) => dayOf(b).localeCompare(dayOf(a)));
  return { byView, rest };
}
