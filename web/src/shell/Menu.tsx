/** A small menu on native disclosure: closes on Escape, on a choice and on a press elsewhere. */
import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  className: string;
  label: string;
  face: ReactNode;
  children: ReactNode;
}

export function Menu({ className, label, face, children }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => menu.current?.removeAttribute('open');
  useEffect(() => {
    const press = (event: PointerEvent) => {
      if (!menu.current?.contains(event.target as Node)) close();
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    };
    document.addEventListener('pointerdown', press);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('keydown', escape);
    };
  }, []);
  return (
    <details className={`menu ${className}`} ref={menu}>
      <summary aria-label={label} title={label}>
        {face}
      </summary>
      {/* A choice inside closes the menu; the choices themselves are buttons and links. */}
      <div className="menu-body" onClick={close}>
        {children}
      </div>
    </details>
  );
}
