/** A value of the diff with the part that differs marked; by characters, so that 𣲗 stays whole. */

/** The text in three: what both begin with, what differs, what both end with. */
export function parts(text: string, other: string): [string, string, string] {
  const [a, b] = [[...text], [...other]];
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [a.slice(0, start).join(''), a.slice(start, a.length - end).join(''), a.slice(a.length - end).join('')];
}

interface Props {
  text: string;
  other: string;
  as: 'del' | 'ins';
  /** Marks all of it: parts of a number say nothing. */
  whole?: boolean;
}

export function Changed({ text, other, as: Mark, whole }: Props) {
  if (text === other) return <>{text}</>;
  if (whole) return <Mark>{text}</Mark>;
  const [start, middle, end] = parts(text, other);
  return <>{start}{middle && <Mark>{middle}</Mark>}{end}</>;
}
