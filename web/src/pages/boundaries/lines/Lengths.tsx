/** Three lengths side by side: the agreement's is the office's figure, the computed ones only show how it lies. */
import { useTranslation } from 'react-i18next';
import type { Line } from '../../../api/types';
import { number } from '../../../lib/format';
import { difference } from './lengths';

export function Lengths({ line }: { line: Line }) {
  const { t } = useTranslation('line');
  const { agreed_length_km: agreed, geodesic_length_km: geodesic, grid_length_km: grid = null, grid_crs = '' } = line;
  return (
    <table className="lengths">
      <caption>{t('lengths.title')}</caption>
      <thead>
        <tr><td /><th scope="col">{t('lengths.km')}</th><th scope="col">{t('lengths.minusAgreed')}</th></tr>
      </thead>
      <tbody>
        <tr className="agreed">
          <th scope="row">{t('lengths.agreed')}</th>
          <td>{agreed === null ? t('notSaid') : number(agreed, 3)}</td>
          <td><small>{t('lengths.official')}</small></td>
        </tr>
        <Computed label={t('lengths.geodesic')} km={geodesic} agreed={agreed} />
        <Computed label={t('lengths.grid', { crs: grid_crs })} km={grid} agreed={agreed} />
      </tbody>
      <tfoot>
        <tr><td colSpan={3}>{t('lengths.note', { metres: geodesic === null || grid === null ? '–' : number((grid - geodesic) * 1000, 1) })}</td></tr>
      </tfoot>
    </table>
  );
}

function Computed({ label, km, agreed }: { label: string; km: number | null; agreed: number | null }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{number(km, 3)}</td>
      <td>{difference(km, agreed)}</td>
    </tr>
  );
}
