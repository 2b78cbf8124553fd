/** Disputes are for those with the right only: for everybody else there is no such page. */
import type { ReactNode } from 'react';
import { useSession } from '../../../api/session';
import { NotFound } from '../../NotFound';

export function Guard({ children }: { children: ReactNode }) {
  return useSession().may.disputes ? children : <NotFound />;
}
