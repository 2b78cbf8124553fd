/** Drawing and mending a line or an area on a map with Terra Draw: no React here. */
import type { LineString, Polygon } from 'geojson';
import type { Map as MapLibre } from 'maplibre-gl';
import {
  type GeoJSONStoreFeatures, TerraDraw, TerraDrawLineStringMode, TerraDrawModeUndoRedo, TerraDrawPolygonMode, TerraDrawSelectMode, TerraDrawSessionUndoRedo,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { focus } from '../../map/palette';
import { partsOf, type Shape, whole } from './shape';

/** Seven decimals are about a centimetre: more than a click on a map knows. */
const decimals = 7;
/** What the drawing's sources and layers are called by. */
const prefix = 'draw';
const white = '#ffffff';
const [blue, orange] = [focus as `#${string}`, '#d46b08' as const];

export interface Drawing {
  /** Shows this shape, ready to be mended. */
  show: (shape: Shape | undefined) => void;
  /** Every click adds a point, until the part is finished. */
  begin: () => void;
  finish: () => void;
  cancel: () => void;
  undo: () => void;
  end: () => void;
}

interface Told {
  shape: (shape: Shape | undefined) => void;
  drawing: (on: boolean) => void;
}

export function startDrawing(map: MapLibre, kind: 'line' | 'area', tell: Told): Drawing {
  const mode = kind === 'line' ? lineMode() : areaMode();
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: decimals, prefixId: prefix }),
    modes: [mode, selectMode(mode.mode)],
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo(), sessionLevel: new TerraDrawSessionUndoRedo() },
  });
  draw.start();
  draw.setMode('select');
  const drawn = () => whole(draw.getSnapshot().filter((one) => one.properties.mode === mode.mode && !one.properties.currentlyDrawing).map((one) => one.geometry as LineString | Polygon));
  const rest = (selected?: string | number) => {
    draw.setMode('select');
    if (selected !== undefined && draw.hasFeature(selected)) draw.selectFeature(selected);
    tell.drawing(false);
  };
  draw.on('finish', (id, { action }) => {
    if (action === 'draw') rest(id);
    tell.shape(drawn());
  });
  return {
    show: (shape) => {
      draw.clear();
      draw.clearUndoRedoHistory();
      const added = draw.addFeatures(shape ? partsOf(shape).map((part) => feature(part, mode.mode)) : []);
      const [first] = added;
      if (draw.getMode() === 'select' && first?.valid && first.id !== undefined) draw.selectFeature(first.id);
    },
    begin: () => {
      draw.setMode(mode.mode);
      tell.drawing(true);
    },
    finish: () => mode.onKeyUp({ key: 'Enter', heldKeys: [], preventDefault: () => undefined }),
    cancel: () => rest(),
    undo: () => {
      draw.undo();
      if (draw.getMode() === 'select') tell.shape(drawn());
    },
    // A map that went before its form took the drawing along.
    end: () => map.getSource(`${prefix}-linestring`) && draw.stop(),
  };
}

function lineMode() {
  return new TerraDrawLineStringMode({
    styles: { lineStringColor: blue, lineStringWidth: 4, closingPointColor: orange, closingPointWidth: 6, closingPointOutlineColor: white, closingPointOutlineWidth: 2 },
  });
}

function areaMode() {
  return new TerraDrawPolygonMode({
    styles: { fillColor: blue, fillOpacity: 0.15, outlineColor: blue, outlineWidth: 3, closingPointColor: orange, closingPointWidth: 6, closingPointOutlineColor: white, closingPointOutlineWidth: 2 },
  });
}

/** Points can be moved, put in between, and taken out with the right button; the whole stays where it is. */
function selectMode(of: string) {
  return new TerraDrawSelectMode({
    flags: { [of]: { feature: { draggable: false, coordinates: { draggable: true, midpoints: true, deletable: true } } } },
    keyEvents: null,
    allowManualDeselection: false,
    pointerDistance: 24,
    styles: {
      selectedLineStringColor: blue, selectedLineStringWidth: 4,
      selectedPolygonColor: blue, selectedPolygonFillOpacity: 0.15, selectedPolygonOutlineColor: blue, selectedPolygonOutlineWidth: 3,
      selectionPointColor: white, selectionPointWidth: 6, selectionPointOutlineColor: blue, selectionPointOutlineWidth: 2.5,
      midPointColor: blue, midPointOpacity: 0.7, midPointWidth: 4, midPointOutlineColor: white, midPointOutlineWidth: 1.5,
    },
  });
}

function feature(geometry: LineString | Polygon, mode: string): GeoJSONStoreFeatures {
  const round = <T>(inner: T): T => (typeof inner === 'number' ? Number(inner.toFixed(decimals)) : (inner as unknown[]).slice(0, typeof (inner as unknown[])[0] === 'number' ? 2 : undefined).map(round)) as T;
  return { type: 'Feature', properties: { mode }, geometry: { ...geometry, coordinates: round(geometry.coordinates) } as LineString | Polygon };
}
