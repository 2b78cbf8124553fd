/** The coordinates of a line or an area as text: the way of those who paste, or have no pointer. */
import { Input } from 'antd';
import { useState } from 'react';
import type { Shape } from './shape';
import { readShape, textOf } from './text';

interface Props {
  id?: string;
  kind: 'line' | 'area';
  /** A text is what nobody could read yet: the form refuses it where it stands. */
  value?: Shape | string;
  onChange?: (value: Shape | string | undefined) => void;
  onBlur?: () => void;
}

export function ShapeText({ id, kind, value, onChange, onBlur }: Props) {
  const [own, setOwn] = useState(value);
  const [text, setText] = useState(() => textOf(value));
  if (value !== own) {
    // Drawn on the map, or restored.
    setOwn(value);
    setText(textOf(value));
  }
  const type = (next: string) => {
    const read = readShape(next, kind).shape ?? (next.trim() ? next : undefined);
    setText(next);
    setOwn(read);
    onChange?.(read);
  };
  return (
    <Input.TextArea
      id={id} value={text} onChange={(event) => type(event.target.value)} onBlur={onBlur} className="shape-text" spellCheck={false}
      autoSize={{ minRows: 3, maxRows: 8 }} placeholder={'104.250000, 23.370000\n104.251000, 23.370500'}
    />
  );
}
