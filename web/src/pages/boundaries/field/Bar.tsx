/** What the thumb reaches: the actions of a step, at the bottom. */
import type { ReactNode } from 'react';

export function Bar({ children }: { children: ReactNode }) {
  return <div className="field-bar">{children}</div>;
}
