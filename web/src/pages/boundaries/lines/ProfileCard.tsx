/** The profile of a line's markers by chainage: drawn, told, and as a table. */
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../../api/session';
import { markerPage } from '../markers/markers';
import { precisionOf } from '../parts/coarse';
import type { Profile } from './lines';
import { heightsOf } from './profile';
import { ProfileDiagram } from './ProfileDiagram';
import { ProfileTable } from './ProfileTable';
import type { Choice } from './useChoice';
import { stationText } from './words';

export function ProfileCard({ profile, choice }: { profile: Profile; choice: Choice }) {
  const { t } = useTranslation('line');
  const { lines, markers } = precisionOf(useSession());
  const cell = Math.max(lines, markers);
  const { stations } = profile;
  const active = choice.active === undefined ? undefined : stations[choice.active];
  const signs = ['marker', 'junction', 'road', 'river'] as const;
  return (
    <section className="card profile-card" aria-labelledby="profile-title">
      <h2 id="profile-title">{t('profile.title')}</h2>
      {!profile.in_order && <Alert type="warning" showIcon title={t('profile.disorder')} />}
      <ProfileDiagram stations={stations} lengthKm={profile.geodesic_length_km} choice={choice} cell={cell} />
      <p className="profile-told" role="status">
        {active ? (
          <>
            {stationText(active, t, cell)}
            {active.markers.map((mark) => <Link key={mark.id} to={markerPage(mark.id)}>{t('openMarker', { number: mark.number })}</Link>)}
          </>
        ) : <span className="muted">{t('profile.hint')}</span>}
      </p>
      <ul className="profile-legend">
        {signs.map((one) => <li key={one}><Symbol kind={one} />{t(`profile.legend.${one}`)}</li>)}
        <li className="muted">{t('profile.sides')}</li>
        {heightsOf(stations) && <li className="muted">{t('profile.heights')}</li>}
      </ul>
      <details>
        <summary>{t('profile.table', { count: stations.length })}</summary>
        <ProfileTable stations={stations} choice={choice} cell={cell} />
      </details>
    </section>
  );
}

function Symbol({ kind }: { kind: 'marker' | 'junction' | 'road' | 'river' }) {
  const paths = { marker: 'M3.5 13V5L8 1.5 12.5 5v8z', junction: 'M8 1l7 7-7 7-7-7z', road: 'M5.5 1v14M10.5 1v14', river: 'M8 1q4 2.3 0 4.7t0 4.7t0 4.6' };
  return <svg className="profile" width={16} height={16} viewBox="0 0 16 16" aria-hidden><path className={`${kind}-sign`} d={paths[kind]} /></svg>;
}
