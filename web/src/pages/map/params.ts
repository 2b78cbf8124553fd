/** The address bar holds what is selected (?sel=place/ID), what is done with it (&do=edit) and the view (#map=z/lat/lon). */
import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type RecordKind, recordKinds } from '../../api/queries';

export interface Selection {
  kind: RecordKind;
  id: string;
}

export type NewKind = 'place' | 'marker' | 'facility';
export type Doing = 'edit' | 'inspect' | 'propose' | 'propose-new' | `new-${NewKind}`;

const doings: readonly string[] = ['edit', 'inspect', 'propose', 'propose-new', 'new-place', 'new-marker', 'new-facility'] satisfies Doing[];

export function readSelection(params: URLSearchParams): Selection | undefined {
  const [kind, ...id] = (params.get('sel') ?? '').split('/');
  const known = recordKinds.find((one) => one === kind);
  return known && id.length && id[0] ? { kind: known, id: id.join('/') } : undefined;
}

export function readDoing(params: URLSearchParams): Doing | undefined {
  const doing = params.get('do') ?? '';
  return doings.includes(doing) ? (doing as Doing) : undefined;
}

/** Address of a thing on the map, for links from other pages. */
export function mapLink(kind: RecordKind, id: string): string {
  return `/?sel=${kind}/${encodeURIComponent(id)}`;
}

export function useMapParams() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const selection = useMemo(() => readSelection(params), [params]);
  const doing = readDoing(params);

  /** `still` keeps the map where it is: the thing was clicked on it. */
  const go = useCallback(
    (to: Selection | undefined, what?: Doing, still = false) => {
      const next = new URLSearchParams();
      if (to) next.set('sel', `${to.kind}/${to.id}`);
      if (what) next.set('do', what);
      const search = next.toString().replaceAll('%2F', '/');
      void navigate({ pathname: '/', search, hash: window.location.hash }, { state: { still } });
    },
    [navigate],
  );
  return { selection, doing, go };
}
