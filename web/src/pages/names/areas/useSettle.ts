/** Carries a draft out or withdraws it: everything is asked for again but its preview, which it no longer has. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../../api/client';
import type { AreaChange } from './areas';

export function useSettle(change: AreaChange, done?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: 'apply' | 'withdraw') => send<AreaChange>('POST', `/areas/changes/${change.id}/${what}`, { body: {}, ifMatch: change.version }),
    onSuccess: () => {
      void client.invalidateQueries({ predicate: ({ queryKey: [kind, path] }) => kind !== 'session' && !String(path).endsWith('/preview') });
      done?.();
    },
  });
}
