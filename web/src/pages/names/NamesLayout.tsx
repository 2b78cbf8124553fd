/** The frame of the place-name pages: a second row of links, what is open below. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useSession } from '../../api/session';
import './names.css';
import { sectionsOf } from './sections';

export function NamesLayout() {
  const { t } = useTranslation('names');
  const sections = sectionsOf(useSession());
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a phone the row is longer than the page: what is open is brought into view.
  useEffect(() => {
    nav.current?.querySelector('.active')?.scrollIntoView?.({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <>
      <nav ref={nav} className="sections" aria-label={t('sections.label')}>
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
