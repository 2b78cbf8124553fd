/** What each band of the isochrones means: its pattern, its minutes, the area reached. Stands in a MapView. */
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { patternIcon } from '../../../map/symbols';
import { type Isochrones, lookOf } from './isochrones';

export function IsochroneLegend({ answer }: { answer: Isochrones | undefined }) {
  const { t } = useTranslation('network');
  if (!answer) return null;
  return (
    <ul className="map-legend" aria-label={t('reachLegend')}>
      {answer.features.map(({ properties }, i) => (
        <li key={properties.minutes}>
          <i style={{ backgroundImage: `url(${patternIcon(`reach:${lookOf(i, answer.features.length)}`)})`, backgroundSize: '12px' }} />
          {t('within', { minutes: properties.minutes })} · {t('km2', { km2: number(Math.round(properties.area_km2 * 10) / 10) })}
        </li>
      ))}
    </ul>
  );
}
