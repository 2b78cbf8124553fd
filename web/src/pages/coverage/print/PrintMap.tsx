/** The map of the printed page: outlines filled by class, with a pattern for each but the plain ones. */
import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../../api/client';
import { useSession } from '../../../api/session';
import type { Answer, CoverageClass } from '../answer';
import { draw } from './outline';

const classes: CoverageClass[] = ['many', 'covered', 'planned', 'strained', 'exempt', 'uncovered', 'unknown'];
const fills: Record<CoverageClass, string> = {
  many: '#37805f', covered: '#7dbd9c', planned: 'url(#planned)', strained: 'url(#strained)', exempt: 'url(#exempt)', uncovered: 'url(#uncovered)', unknown: 'url(#unknown)',
};

export function PrintMap({ data, classOf }: { data: Answer; classOf: ReadonlyMap<string, CoverageClass> }) {
  const { t } = useTranslation('cover');
  const { schematic } = useSession();
  const { data: areas } = useQuery({
    queryKey: ['outlines', data.level],
    queryFn: ({ signal }) => get<FeatureCollection>('/collections/areas/items', { level: data.level, limit: 1000, f: 'json' }, signal),
    enabled: data.level !== 'village',
  });
  const drawing = useMemo(() => {
    if (!areas) return undefined;
    const inside = areas.features.filter((one) => classOf.has(String(one.properties?.code)));
    return draw({ type: 'FeatureCollection', features: inside }, 720);
  }, [areas, classOf]);
  if (!drawing) return <p className="muted">{t('printed.noMap')}</p>;
  const used = new Set(classOf.values());
  return (
    <figure className="print-map">
      <svg viewBox={`-4 -4 ${drawing.width + 8} ${drawing.height + 8}`} role="img" aria-label={t('printed.map')}>
        <Patterns />
        {drawing.paths.map((one) => (
          <path key={one.code} d={one.d} fill={fills[classOf.get(one.code) ?? 'unknown']} stroke="#fff" strokeWidth="1"><title>{one.name}</title></path>
        ))}
        {data.areas.filter((one) => !one.covered && one.lon !== null && one.lat !== null).map((one) => {
          const [x, y] = drawing.at(one.lon ?? 0, one.lat ?? 0);
          return <text key={one.code} x={x} y={y} textAnchor="middle" className="print-label">{one.name}</text>;
        })}
      </svg>
      <figcaption>
        <ul className="print-legend" aria-label={t('printed.legend')}>
          {classes.filter((one) => used.has(one)).map((one) => (
            <li key={one}><svg width="18" height="12" aria-hidden><Patterns prefix="l-" /><rect width="18" height="12" fill={fills[one].replace('#', fills[one].startsWith('url') ? '#l-' : '#')} stroke="#888" /></svg>{t(`class.${one}`)}</li>
          ))}
        </ul>
        {schematic && <p>{t('printed.schematic')}</p>}
      </figcaption>
    </figure>
  );
}

/** Patterns of the classes that are told by more than colour. */
function Patterns({ prefix = '' }: { prefix?: string }) {
  const hatch = (id: string, ground: string, stroke: string) => (
    <pattern id={prefix + id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill={ground} /><line x1="0" y1="0" x2="0" y2="6" stroke={stroke} strokeWidth="2.4" />
    </pattern>
  );
  return (
    <defs>
      {hatch('planned', '#e4f2ea', '#3f8a68')}
      {hatch('strained', '#faeccd', '#a87413')}
      {hatch('exempt', '#e6eefb', '#3c68b0')}
      {hatch('unknown', '#f2f3f4', '#b9c0c7')}
      <pattern id={`${prefix}uncovered`} width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fbe3dc" /><circle cx="3" cy="3" r="1.5" fill="#c2492f" /></pattern>
    </defs>
  );
}
