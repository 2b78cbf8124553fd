/** A line drawn out straight: kilometres along, what stands at it, how high its markers stand. */
import { type KeyboardEvent, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import type { Station } from './lines';
import { heightsOf, largestOffset, levels, rowsOf, textWidth, ticks } from './profile';
import { Sign } from './Sign';
import type { Choice } from './useChoice';
import { useWidth } from './useWidth';
import { stationText } from './words';

interface Props {
  stations: Station[];
  /** Of the line, as the chainage counts. */
  lengthKm: number;
  choice: Choice;
  /** How coarse places are told, metres. */
  cell: number;
}

const least = 560;
const font = 12;
const rows = 3;
const top = { labels: 8, perRow: 17 };
const band = { heights: 96, strip: 68, axis: 24, side: 22 };

export function ProfileDiagram({ stations, lengthKm, choice, cell }: Props) {
  const { t } = useTranslation('line');
  const id = useId();
  const [box, room] = useWidth<HTMLDivElement>(900);
  const width = Math.max(least, room);
  const scene = useMemo(() => sceneOf(stations, lengthKm, width, [t('station.start'), t('station.end')]), [stations, lengthKm, width, t]);
  const { x, strip, bottom } = scene;

  const keys = (event: KeyboardEvent) => {
    const now = choice.chosen ?? -1;
    const next = { ArrowRight: Math.min(now + 1, stations.length - 1), ArrowLeft: Math.max(now - 1, 0), Home: 0, End: stations.length - 1 }[event.key];
    if (event.key === 'Escape') choice.choose(undefined);
    else if (next === undefined) return;
    else choice.choose(next);
    event.preventDefault();
  };

  return (
    <div
      ref={box} className="profile" role="listbox" tabIndex={0} aria-label={t('profile.diagram')} onKeyDown={keys}
      aria-activedescendant={choice.chosen === undefined ? undefined : `${id}${choice.chosen}`} onPointerLeave={() => choice.hover(undefined)}
    >
      <svg role="none" width={width} height={bottom} viewBox={`0 0 ${width} ${bottom}`}>
        <Ground scene={scene} width={width} />
        {stations.map((one, i) => {
          const label = scene.labels.get(i);
          const shown = choice.active === i;
          return (
            <g
              key={i} id={`${id}${i}`} role="option" aria-selected={choice.chosen === i} aria-label={stationText(one, t, cell)} className={shown ? `station ${one.kind} shown` : `station ${one.kind}`}
              onPointerEnter={() => choice.hover(i)} onClick={() => choice.choose(choice.chosen === i ? undefined : i)}
            >
              <line className="leader" x1={x(one.chainage_km)} x2={x(one.chainage_km)} y1={label ? label.y + 4 : strip - 8} y2={strip} />
              <rect className="hit" x={x(one.chainage_km) - 7} y={scene.ceiling} width={14} height={strip + band.strip / 2 - scene.ceiling} />
              <Sign station={one} x={x(one.chainage_km)} y={strip} side={band.side} largest={scene.largest} />
              {label && <text x={label.x} y={label.y} textAnchor="middle" fontSize={font}>{label.text}</text>}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

interface Scene {
  x: (km: number) => number;
  /** Where the line itself runs. */
  strip: number;
  /** Under the labels. */
  ceiling: number;
  bottom: number;
  largest: number;
  labels: Map<number, { x: number; y: number; text: string }>;
  ticks: number[];
  heights: { area: string; line: string; dots: { x: number; y: number }[]; levels: { y: number; text: string }[] } | undefined;
}

function sceneOf(stations: Station[], lengthKm: number, width: number, ends: [string, string]): Scene {
  const heights = heightsOf(stations);
  const [left, right] = [heights ? 54 : 22, 22];
  const x = (km: number) => left + (lengthKm > 0 ? km / lengthKm : 0) * (width - left - right);
  const labels = labelsOf(stations, x, width, ends);
  const used = Math.max(1, ...labels.map((one) => one.row + 1));
  const ceiling = top.labels + used * top.perRow + 6;
  const strip = ceiling + (heights ? band.heights + 12 : 0) + band.strip / 2;
  return {
    x, ceiling, strip, bottom: strip + band.strip / 2 + band.axis, largest: largestOffset(stations),
    labels: new Map(labels.map(({ index, row, at, text }) => [index, { x: at, y: top.labels + (used - row) * top.perRow - 4, text }])),
    ticks: ticks(lengthKm, width - left - right), heights: heights && slope(heights, x, ceiling + 4, lengthKm),
  };
}

/** Numbers of markers and the two ends; what finds no room is told when it is looked at. */
function labelsOf(stations: Station[], x: Scene['x'], width: number, [start, end]: [string, string]) {
  const texts = stations.flatMap((one, index) => {
    const text = one.number || (one.kind === 'start' ? start : one.kind === 'end' ? end : '');
    if (!text) return [];
    const half = textWidth(text, font) / 2;
    return [{ index, text, half, at: Math.min(Math.max(x(one.chainage_km), half + 2), width - half - 2) }];
  });
  const found = rowsOf(texts.map(({ at, half }) => ({ at, width: half * 2 })), rows);
  return texts.flatMap((one, i) => ((found[i] ?? -1) < 0 ? [] : [{ ...one, row: found[i] ?? 0 }]));
}

function slope(heights: NonNullable<ReturnType<typeof heightsOf>>, x: Scene['x'], from: number, lengthKm: number): NonNullable<Scene['heights']> {
  const y = (metres: number) => from + band.heights * (1 - (metres - heights.low) / (heights.high - heights.low));
  const dots = heights.points.map((one) => ({ x: x(one.km), y: y(one.height) }));
  const line = dots.map((one) => `${one.x.toFixed(1)},${one.y.toFixed(1)}`).join(' ');
  const floor = from + band.heights;
  return {
    line, dots, area: `${dots[0]?.x ?? x(0)},${floor} ${line} ${dots.at(-1)?.x ?? x(lengthKm)},${floor}`,
    levels: levels(heights).map((metres) => ({ y: y(metres), text: number(metres, 0) })),
  };
}

/** What stands still: levels, slope, the line, its kilometres. */
function Ground({ scene, width }: { scene: Scene; width: number }) {
  const { x, strip, heights } = scene;
  const from = x(0);
  const end = width - 22;
  return (
    <g aria-hidden className="ground">
      {heights?.levels.map((one) => (
        <g key={one.text}>
          <line className="level" x1={from} x2={end} y1={one.y} y2={one.y} />
          <text x={from - 8} y={one.y + 4} textAnchor="end" fontSize={11}>{one.text}</text>
        </g>
      ))}
      {heights && (
        <>
          <polygon className="slope" points={heights.area} />
          <polyline className="slope-line" points={heights.line} />
          {heights.dots.map((one, i) => <circle key={i} cx={one.x} cy={one.y} r={3} />)}
        </>
      )}
      <rect className="bank" x={from} y={strip - band.side - 6} width={end - from} height={2 * band.side + 12} rx={6} />
      <line className="course-line" x1={from} x2={end} y1={strip} y2={strip} />
      {scene.ticks.map((km, i) => (
        <g key={km}>
          <line className="tick" x1={x(km)} x2={x(km)} y1={strip + band.side + 6} y2={strip + band.side + 12} />
          <text x={x(km)} y={strip + band.side + 26} textAnchor="middle" fontSize={11}>{i === scene.ticks.length - 1 ? `${number(km)} km` : number(km)}</text>
        </g>
      ))}
    </g>
  );
}
