/** A map in a page: makes it, keeps its style up to date, removes it. */
import type { Map as MapLibre, StyleSpecification } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../shell/States';
import type { Bounds } from './base';
import { createMap, type MapSetup } from './engine';
import { MapTools } from './MapTools';
import type { KindLooks } from './symbols';

declare global {
  interface Window {
    /** The map on the page, for browser tests. */
    __cairn_map?: MapLibre;
  }
}

interface Props {
  style: StyleSpecification;
  bounds: Bounds;
  padding?: MapSetup['padding'];
  view?: MapSetup['view'];
  kinds?: KindLooks;
  label: string;
  /** Called once the style has loaded, and with undefined when the map goes. */
  onMap: (map: MapLibre | undefined) => void;
  children?: ReactNode;
}

const around = { top: 24, right: 24, bottom: 24, left: 24 };

export function MapView({ style, bounds, padding = around, view, kinds, label, onMap, children }: Props) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre>();
  const [broken, setBroken] = useState(false);
  const setup = useRef({ style, bounds, padding, view, kinds, onMap });

  useEffect(() => {
    if (!container.current) return;
    const { onMap: tell, ...rest } = setup.current;
    let made: MapLibre;
    try {
      made = createMap({ container: container.current, ...rest });
    } catch {
      queueMicrotask(() => setBroken(true));
      return;
    }
    window.__cairn_map = made;
    made.on('error', ({ error }) => {
      // A tile that did not come is asked for again with the next move; anything else is a mistake of ours.
      if (!('status' in error) && !/fetch|abort|network/i.test(error.message)) console.error(error);
    });
    made.once('load', () => {
      setMap(made);
      tell(made);
    });
    return () => {
      delete window.__cairn_map;
      tell(undefined);
      setMap(undefined);
      made.remove();
    };
  }, []);

  useEffect(() => {
    if (map && setup.current.style !== style) {
      setup.current.style = style;
      map.setStyle(style, { diff: true });
    }
  }, [map, style]);

  useEffect(() => {
    map?.getCanvas().setAttribute('aria-label', label);
  }, [map, label]);

  if (broken) return <Empty>{t('map.noWebgl')}</Empty>;
  return (
    <div className="map">
      <div ref={container} className="map-canvas" />
      {map && <MapTools map={map} bounds={bounds} padding={padding} />}
      {children}
    </div>
  );
}
