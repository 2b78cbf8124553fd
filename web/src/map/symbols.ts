/**
 * Map symbols drawn on the spot: a new facility kind needs no artwork. A kind
 * shows the first character of its name on its colour; its status shows in the
 * outline, never in colour alone.
 */
import type { Map as MapLibre } from 'maplibre-gl';
import { coverage, ink, inkSoft, marker } from './palette';

const scale = 2;
const facilitySize = 24;

export interface KindLook {
  name: string;
  colour: string;
  /** Its shape: circle, square, diamond, triangle, hexagon or star. */
  symbol: string;
  /** The level of area that shares one. */
  unit: string;
}

export type KindLooks = ReadonlyMap<string, KindLook>;

/** Names the symbol of a kind in a status: "facility:<kind>:<status>". */
export function facilityImage(kind: string, status: string): string {
  return `facility:${kind}:${status}`;
}

/** Looks of isochrones from near to far, of one lightness scale (viridis): apart for every kind of colour vision, and by pattern. */
export const reachColours = ['#440154', '#414487', '#2a788e', '#1f8a70', '#5a9b2d', '#a88f00'];

const reachLines: (readonly [number, number])[][] = [[[1, 1], [1, -1]], [[1, 1]], [[1, -1]], [[1, 0]], [[0, 1]], []];

/** Looks of burial zones: apart by the direction of their strokes as well as by colour. */
export const zoneLooks = { cremation: ['#8c2d04', [[1, 0]]], ethnic_eco: ['#00664f', [[1, 1]]], earth: ['#5b6673', [[0, 1]]] } as const;

/** Images that the style names and that do not depend on data: their size and how to draw them. */
const drawn: Record<string, [size: number, draw: (pen: Pen) => void]> = {
  'marker:standing': [18, (pen) => drawMarker(pen, true)],
  'marker:lost': [18, (pen) => drawMarker(pen, false)],
  'pattern:none': [12, (pen) => hatch(pen, 12, '#f2f3f4', coverage.none)],
  'pattern:uncovered': [10, (pen) => dots(pen, 10, '#fbe3dc', '#c2492f')],
  'pattern:planned': [12, (pen) => hatch(pen, 12, '#e4f2ea', '#3f8a68')],
  'pattern:exempt': [12, (pen) => hatch(pen, 12, '#e6eefb', '#3c68b0')],
  'pattern:strained': [12, (pen) => hatch(pen, 12, '#faeccd', '#a87413')],
  'pattern:no_build': [12, (pen) => hatch(pen, 12, 'rgba(190,60,50,.08)', 'rgba(175,50,40,.5)')],
  'pattern:restricted': [12, (pen) => hatch(pen, 12, 'rgba(200,140,20,.08)', 'rgba(170,115,10,.5)')],
  ...Object.fromEntries(reachColours.map((colour, i) => [`reach:${i}`, [12, (pen: Pen) => strokes(pen, 12, colour, reachLines[i] ?? [])]])),
  ...Object.fromEntries(Object.entries(zoneLooks).map(([kind, [colour, lines]]) => [`zone:${kind}`, [12, (pen: Pen) => strokes(pen, 12, colour, [...lines])]])),
  'pattern:buffer': [10, (pen) => dots(pen, 10, 'rgba(40,100,170,.06)', 'rgba(40,100,170,.55)')],
};

/** Draws each image when the style first asks for it. */
export function provideImages(map: MapLibre, looks: KindLooks): void {
  map.setMissingStyleImageResolver((id) => {
    const fixed = drawn[id];
    const image = fixed ? paint(...fixed) : facilityDrawing(id, looks);
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: scale });
  });
}

function facilityDrawing(id: string, looks: KindLooks): ImageData | undefined {
  const [prefix, kind, status] = id.split(':');
  if (prefix !== 'facility' || kind === undefined || status === undefined) return undefined;
  const look = looks.get(kind) ?? { name: '?', colour: inkSoft, symbol: 'circle', unit: '' };
  return paint(facilitySize, (pen) => drawFacility(pen, look, status));
}

/** The same drawing as a data URL, for the legend. */
export function facilityIcon(look: KindLook, status: string): string {
  return canvas(facilitySize, (pen) => drawFacility(pen, look, status)).toDataURL();
}

export function markerIcon(standing: boolean): string {
  return canvas(18, (pen) => drawMarker(pen, standing)).toDataURL();
}

/** A pattern's drawing, for legends. */
export function patternIcon(id: string): string {
  const fixed = drawn[id];
  return fixed ? canvas(...fixed).toDataURL() : '';
}

type Pen = CanvasRenderingContext2D;

function canvas(size: number, draw: (pen: Pen) => void): HTMLCanvasElement {
  const element = document.createElement('canvas');
  element.width = element.height = size * scale;
  const pen = element.getContext('2d', { willReadFrequently: true });
  if (pen) {
    pen.scale(scale, scale);
    draw(pen);
  }
  return element;
}

function paint(size: number, draw: (pen: Pen) => void): ImageData {
  const element = canvas(size, draw);
  const pen = element.getContext('2d');
  if (!pen) throw new Error('no 2d canvas');
  return pen.getImageData(0, 0, size * scale, size * scale);
}

function drawFacility(pen: Pen, look: KindLook, status: string): void {
  const filled = status === 'in_use' || status === 'closed';
  const colour = status === 'closed' ? '#7b858f' : look.colour;
  outline(pen, look.symbol);
  pen.lineJoin = 'round';
  pen.fillStyle = filled ? colour : '#fff';
  pen.fill();
  if (status === 'planned') pen.setLineDash([3, 2.2]);
  pen.lineWidth = filled ? 1.4 : 2;
  pen.strokeStyle = filled ? '#fff' : colour;
  pen.stroke();
  pen.setLineDash([]);
  pen.fillStyle = filled ? onTop(colour) : colour;
  const small = look.symbol === 'triangle' || look.symbol === 'diamond';
  pen.font = `600 ${small ? 10 : 12}px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText([...look.name][0] ?? '', facilitySize / 2, facilitySize / 2 + (look.symbol === 'triangle' ? 3.6 : 0.5));
  if (status === 'closed') slash(pen, facilitySize);
}

/** White or ink, whichever reads better on the colour (#rrggbb). */
function onTop(colour: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
  return 0.299 * r + 0.587 * g + 0.114 * b > 150 ? ink : '#fff';
}

/** The path of a symbol's shape; unknown ones are circles. */
function outline(pen: Pen, symbol: string): void {
  const middle = facilitySize / 2;
  pen.beginPath();
  if (symbol === 'square') pen.roundRect(2, 2, facilitySize - 4, facilitySize - 4, 5);
  else if (symbol === 'triangle') polygon(pen, middle, middle + 2.5, [13, 13, 13], -Math.PI / 2);
  else if (symbol === 'diamond') polygon(pen, middle, middle, [11, 11, 11, 11], 0);
  else if (symbol === 'hexagon') polygon(pen, middle, middle, [11, 11, 11, 11, 11, 11], 0);
  else if (symbol === 'star') polygon(pen, middle, middle, Array.from({ length: 16 }, (_, i) => (i % 2 ? 9 : 11.4)), 0);
  else pen.arc(middle, middle, middle - 2, 0, 2 * Math.PI);
}

/** A closed line through points at these distances from the middle, evenly turned. */
function polygon(pen: Pen, x: number, y: number, radii: number[], start: number): void {
  radii.forEach((radius, i) => {
    const angle = start + (i / radii.length) * 2 * Math.PI;
    pen.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  });
  pen.closePath();
}

function slash(pen: Pen, size: number): void {
  pen.beginPath();
  pen.moveTo(4, size - 4);
  pen.lineTo(size - 4, 4);
  pen.lineWidth = 2.4;
  pen.strokeStyle = '#fff';
  pen.stroke();
  pen.lineWidth = 1.2;
  pen.strokeStyle = '#39424b';
  pen.stroke();
}

/** A stone on its base; a lost one is an empty outline. */
function drawMarker(pen: Pen, standing: boolean): void {
  pen.beginPath();
  pen.moveTo(3, 15.5);
  pen.lineTo(3, 13);
  pen.lineTo(5.5, 13);
  pen.lineTo(6.2, 4.6);
  pen.quadraticCurveTo(6.5, 2.5, 9, 2.5);
  pen.quadraticCurveTo(11.5, 2.5, 11.8, 4.6);
  pen.lineTo(12.5, 13);
  pen.lineTo(15, 13);
  pen.lineTo(15, 15.5);
  pen.closePath();
  pen.lineJoin = 'round';
  pen.lineWidth = 3;
  pen.strokeStyle = '#fff';
  pen.stroke();
  pen.fillStyle = standing ? marker : '#fff';
  pen.fill();
  if (!standing) {
    pen.lineWidth = 1.3;
    pen.setLineDash([2, 1.5]);
    pen.strokeStyle = marker;
    pen.stroke();
  }
}

/** Diagonal strokes that join across the tile's edges. */
function hatch(pen: Pen, size: number, ground: string, stroke: string): void {
  pen.fillStyle = ground;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = stroke;
  pen.lineWidth = 1.6;
  pen.beginPath();
  for (const shift of [-size / 2, 0, size / 2, size]) {
    pen.moveTo(shift - 2, size + 2);
    pen.lineTo(shift + size + 2, -2);
  }
  pen.stroke();
}

function dots(pen: Pen, size: number, ground: string, dot: string): void {
  pen.fillStyle = ground;
  pen.fillRect(0, 0, size, size);
  pen.fillStyle = dot;
  for (const [x, y] of [[size / 4, size / 4], [(size * 3) / 4, (size * 3) / 4]] as const) {
    pen.beginPath();
    pen.arc(x, y, 1.3, 0, 2 * Math.PI);
    pen.fill();
  }
}

/** A light ground with strokes in some directions; dots where there are none. They join across the tile's edges. */
function strokes(pen: Pen, size: number, colour: string, directions: (readonly [number, number])[]): void {
  if (directions.length === 0) {
    dots(pen, size, `${colour}33`, colour);
    return;
  }
  pen.fillStyle = `${colour}33`;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = `${colour}b3`;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const [dx, dy] of directions) {
    for (const shift of dx && dy ? [-size, 0, size] : [0]) {
      const [x, y] = dx === 0 ? [size / 2, 0] : dy === 0 ? [0, size / 2] : [shift, dy > 0 ? 0 : size];
      pen.moveTo(x - dx, y - dy);
      pen.lineTo(x + dx * (size + 1), y + dy * (size + 1));
    }
  }
  pen.stroke();
}
