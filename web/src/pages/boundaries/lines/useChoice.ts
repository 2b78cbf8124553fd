/** Which station of a line is looked at: one chosen, and one under the pointer for the moment. */
import { useState } from 'react';

export interface Choice {
  chosen: number | undefined;
  /** What stands out: under the pointer, else the chosen one. */
  active: number | undefined;
  choose: (index: number | undefined) => void;
  hover: (index: number | undefined) => void;
}

export function useChoice(): Choice {
  const [chosen, choose] = useState<number>();
  const [hovered, hover] = useState<number>();
  return { chosen, active: hovered ?? chosen, choose, hover };
}
