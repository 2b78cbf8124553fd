/** The frame of the place-name pages: a second row of links, what is open below. */
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { useSession } from '../../api/session';
import './names.css';
import { sectionsOf } from './sections';

export function NamesLayout() {
  const { t } = useTranslation('names');
  const sections = sectionsOf(useSession());
  return (
    <>
      <nav className="sections" aria-label={t('sections.label')}>
        {sections.map(({ key }) => (
          <NavLink key={key} to={`/names/${key}`}>
            {t(`sections.${key}`)}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
