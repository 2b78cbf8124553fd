/** Name and value pairs; what has no value is left out, so that panels stay short. */
import type { ReactNode } from 'react';

export type FieldRow = [label: string, value: ReactNode];

export function Fields({ rows }: { rows: FieldRow[] }) {
  const filled = rows.filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== '–');
  return (
    <dl className="fields">
      {filled.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A state in a word, with a dot whose shape also differs. */
export function Status({ tone, children }: { tone: 'good' | 'wait' | 'bad' | 'past'; children: ReactNode }) {
  return <span className={`status ${tone}`}>{children}</span>;
}
