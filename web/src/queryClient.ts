import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isPassing, ProblemError } from './api/client';
import { sessionKey } from './api/session';

/** A session may end at any time: any 401 has the app ask who is signed in. */
function noticeSignOut(error: Error): void {
  if (error instanceof ProblemError && error.status === 401) void queryClient.invalidateQueries({ queryKey: sessionKey });
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({ onError: noticeSignOut }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (count, error) => count < 2 && isPassing(error),
    },
    mutations: { networkMode: 'always' },
  },
});
