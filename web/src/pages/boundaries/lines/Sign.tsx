/** What marks a station in the diagram: markers on or beside the line, lines that meet it, what crosses it. */
import type { Station } from './lines';
import { aside } from './profile';

interface Props {
  station: Station;
  x: number;
  y: number;
  /** Room on either side of the line, pixels. */
  side: number;
  /** The largest offset of the line's markers, metres. */
  largest: number;
}

export function Sign({ station, x, y, side, largest }: Props) {
  const { kind, markers, lines } = station;
  return (
    <g aria-hidden>
      {lines.length > 0 && <path className="junction-sign" d={`M${x} ${y - 7}l7 7-7 7-7-7z`} />}
      {lines.length === 0 && markers.length === 0 && (kind === 'start' || kind === 'end') && <path className="end-sign" d={`M${x} ${y - 9}v18`} />}
      {kind === 'road' && <path className="road-sign" d={`M${x - 2.5} ${y - 9}v18M${x + 2.5} ${y - 9}v18`} />}
      {kind === 'river' && <path className="river-sign" d={`M${x} ${y - 11}q5 3.7 0 7.3t0 7.3t0 7.4`} />}
      {spread(markers.map((mark) => aside(mark.offset_m, largest) * side)).map(({ dx, dy }, i) => (
        <g key={markers[i]?.id ?? i}>
          {dy !== 0 && <line className="offset" x1={x + dx} x2={x + dx} y1={y} y2={y + dy} />}
          <path className="marker-sign" d={`M${x + dx - 4.5} ${y + dy + 5}v-8l4.5-3.5 4.5 3.5v8z`} />
        </g>
      ))}
    </g>
  );
}

/** Signs that would lie on each other go apart along the line. */
function spread(offsets: number[]): { dx: number; dy: number }[] {
  const placed: { dx: number; dy: number }[] = [];
  for (const dy of offsets) {
    const near = placed.filter((one) => Math.abs(one.dy - dy) < 12).length;
    placed.push({ dx: near * 11, dy });
  }
  return placed;
}
