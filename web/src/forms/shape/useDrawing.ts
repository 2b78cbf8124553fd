/** The drawing on the map beside a form: what is drawn goes into the form, what the form holds is shown. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useMapBus } from '../../pages/map/bus';
import type { Drawing } from './drawing';
import { type Shape, undrawable } from './shape';

export function useDrawing(kind: 'line' | 'area', shape: Shape | undefined, onShape: (shape: Shape | undefined) => void) {
  const { map } = useMapBus();
  const [made, setMade] = useState<Drawing>();
  const [drawing, setDrawing] = useState(false);
  /** What the map shows already: what it told itself needs no showing. */
  const shown = useRef<Shape>(undefined);
  const tell = useRef(onShape);
  useEffect(() => {
    tell.current = onShape;
  });

  useEffect(() => {
    if (!map) return;
    let gone = false;
    let begun: Drawing | undefined;
    void import('./drawing').then(({ startDrawing }) => {
      if (gone) return;
      begun = startDrawing(map, kind, {
        shape: (next) => {
          shown.current = next;
          tell.current(next);
        },
        drawing: setDrawing,
      });
      shown.current = undefined;
      setMade(begun);
    });
    return () => {
      gone = true;
      begun?.end();
      setMade(undefined);
      setDrawing(false);
    };
  }, [map, kind]);

  const blocked = shape && undrawable(shape);
  useEffect(() => {
    if (!made || shown.current === shape) return;
    shown.current = shape;
    made.show(blocked ? undefined : shape);
  }, [made, shape, blocked]);

  const clear = useCallback(() => tell.current(undefined), []);
  return { made, drawing, blocked, clear };
}
