/** The objects by which a marker is found again (方位物): a table and a sketch. */
import { useTranslation } from 'react-i18next';
import type { Marker, Witness } from '../../../api/types';
import { number } from '../../../lib/format';
import { sketchOf } from './sketch';

export function WitnessCard({ marker }: { marker: Marker }) {
  const { t } = useTranslation('line');
  const witnesses = marker.witnesses ?? [];
  return (
    <section className="card" aria-labelledby="witness-title">
      <h2 id="witness-title">{t('marker.witnesses')}</h2>
      {witnesses.length === 0 ? <p className="muted">{t('marker.noWitnesses')}</p> : (
        <div className="witness-card">
          <table className="lengths">
            <thead>
              <tr><td /><th scope="col">{t('marker.witness')}</th><th scope="col">{t('marker.bearing')}</th><th scope="col">{t('marker.distance')}</th></tr>
            </thead>
            <tbody>
              {witnesses.map((one) => (
                <tr key={one.seq}>
                  <th scope="row">{one.seq}</th>
                  <td>{one.text}</td>
                  <td>{one.bearing_deg == null ? '–' : `${number(one.bearing_deg, 2)}°`}</td>
                  <td>{number(one.distance_m, 2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <WitnessSketch witnesses={witnesses} />
        </div>
      )}
    </section>
  );
}

const radius = 112;

function WitnessSketch({ witnesses }: { witnesses: Witness[] }) {
  const { t } = useTranslation('line');
  const { rings, points } = sketchOf(witnesses, radius);
  if (points.length === 0) return null;
  const half = radius + 24;
  return (
    <svg className="witness-sketch" role="img" aria-label={t('marker.sketch')} viewBox={`${-half} ${-half} ${2 * half} ${2 * half}`} width={2 * half} height={2 * half}>
      {rings.map((one) => (
        <g key={one.metres}>
          <circle className="ring" r={one.r} />
          <text className="metres" x={3} y={one.r - 3}>{number(one.metres)} m</text>
        </g>
      ))}
      <path className="cross" d={`M0 ${-radius}V${radius}M${-radius} 0H${radius}`} />
      <text className="north" y={-radius - 10} textAnchor="middle">{t('marker.north')}</text>
      {points.map((one) => (
        <g key={one.seq}>
          <line className="ray" x2={one.x} y2={one.y} />
          <circle className="witness" cx={one.x} cy={one.y} r={9} />
          <text className="seq" x={one.x} y={one.y + 4} textAnchor="middle">{one.seq}</text>
        </g>
      ))}
      <path className="marker-sign" d="M-6 7v-10l6-5 6 5v10z" />
    </svg>
  );
}
