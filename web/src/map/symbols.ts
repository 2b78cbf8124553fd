/**
 * Map symbols drawn on the spot: a new facility kind needs no artwork. A kind
 * shows the first character of its name on its colour; its status shows in the
 * outline, never in colour alone.
 */
import type { Map as MapLibre } from 'maplibre-gl';
import { coverage, inkSoft, marker } from './palette';

const scale = 2;

export interface KindLook {
  name: string;
  colour: string;
  /** Care kinds are round, burial kinds square-ish. */
  round: boolean;
}

export type KindLooks = ReadonlyMap<string, KindLook>;

/** Names the symbol of a kind in a status: "facility:<kind>:<status>". */
export function facilityImage(kind: string, status: string): string {
  return `facility:${kind}:${status}`;
}

/** Images that the style names and that do not depend on data: their size and how to draw them. */
const drawn: Record<string, [size: number, draw: (pen: Pen) => void]> = {
  'marker:standing': [18, (pen) => drawMarker(pen, true)],
  'marker:lost': [18, (pen) => drawMarker(pen, false)],
  'pattern:none': [12, (pen) => hatch(pen, 12, '#f2f3f4', coverage.none)],
  'pattern:uncovered': [10, (pen) => dots(pen, 10, '#fbe3dc', '#c2492f')],
  'pattern:planned': [12, (pen) => hatch(pen, 12, '#e4f2ea', '#3f8a68')],
  'pattern:strained': [12, (pen) => hatch(pen, 12, '#faeccd', '#a87413')],
  'pattern:no_build': [12, (pen) => hatch(pen, 12, 'rgba(190,60,50,.08)', 'rgba(175,50,40,.5)')],
  'pattern:restricted': [12, (pen) => hatch(pen, 12, 'rgba(200,140,20,.08)', 'rgba(170,115,10,.5)')],
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
  const look = looks.get(kind) ?? { name: '?', colour: inkSoft, round: true };
  return paint(22, (pen) => drawFacility(pen, 22, look, status));
}

/** The same drawing as a data URL, for the legend. */
export function facilityIcon(look: KindLook, status: string): string {
  return canvas(22, (pen) => drawFacility(pen, 22, look, status)).toDataURL();
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

function drawFacility(pen: Pen, size: number, look: KindLook, status: string): void {
  const filled = status === 'in_use' || status === 'closed';
  const colour = status === 'closed' ? '#7b858f' : look.colour;
  pen.beginPath();
  pen.roundRect(1.5, 1.5, size - 3, size - 3, look.round ? size / 2 : 5);
  pen.fillStyle = filled ? colour : '#fff';
  pen.fill();
  if (status === 'planned') pen.setLineDash([3, 2.2]);
  pen.lineWidth = filled ? 1.4 : 2;
  pen.strokeStyle = filled ? '#fff' : colour;
  pen.stroke();
  pen.setLineDash([]);
  pen.fillStyle = filled ? '#fff' : colour;
  pen.font = '600 12px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText([...look.name][0] ?? '', size / 2, size / 2 + 0.5);
  if (status === 'closed') slash(pen, size);
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
