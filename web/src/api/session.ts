/** Who is signed in and what they may do. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, send } from './client';
import type { May, Session } from './types';

export const sessionKey = ['session'] as const;

export const sessionOptions = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => get<Session>('/session', undefined, signal),
  staleTime: 5 * 60_000,
});

export function useSessionQuery() {
  return useQuery({ ...sessionOptions, refetchOnWindowFocus: true });
}

/** The session inside pages: the shell shows them only once it is known. */
export function useSession(): Session {
  const { data } = useSessionQuery();
  if (!data) throw new Error('useSession outside the session gate');
  return data;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { login: string; password: string }) => send<Session>('POST', '/session', { body }),
    onSuccess: ({ data }) => {
      client.clear();
      client.setQueryData(sessionKey, data);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send('DELETE', '/session'),
    onSuccess: () => {
      client.clear();
    },
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { old_password: string; new_password: string }) => send('PUT', '/session/password', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKey }),
  });
}

/** Groups of data that a bureau may open to readers without an account. */
export type Layer = 'places' | 'areas' | 'boundaries' | 'facilities';

/** Whether the reader may see a layer: signed in, or the bureau has opened it. */
export function mayRead(session: Session, layer: Layer): boolean {
  return session.account !== null || session.public.includes(layer);
}

/**
 * Whether to offer a write: the role allows it and one of the record's areas
 * lies in the account's. The service decides again on every write.
 */
export function mayWrite(session: Session, what: keyof May, areas: (string | null | undefined)[]): boolean {
  const own = session.account?.area_code;
  if (own === undefined || !session.may[what]) return false;
  return areas.some((area) => area?.startsWith(own));
}
