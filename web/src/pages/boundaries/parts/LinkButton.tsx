/** A link within the app that looks like a button beside buttons. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

export function LinkButton({ to, type, icon, children }: { to: string; type?: 'primary'; icon?: ReactNode; children: ReactNode }) {
  const follow = useLinkClickHandler<HTMLElement>(to);
  return <Button href={useHref(to)} type={type} icon={icon} onClick={(event) => follow(event as never)}>{children}</Button>;
}
