/** The frame of a group of pages: a second row of links, what is open below. */
import { useEffect, useRef } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';

interface Props {
  label: string;
  links: { to: string; label: string; end?: boolean }[];
}

export function Sections({ label, links }: Props) {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a phone the row is longer than the page: what is open is brought into view.
  useEffect(() => {
    nav.current?.querySelector('.active')?.scrollIntoView?.({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <>
      <nav ref={nav} className="sections" aria-label={label}>
        {links.map((one) => (
          <NavLink key={one.to} to={one.to} end={one.end ?? false}>
            {one.label}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
