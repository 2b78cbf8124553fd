/** Asks once more before something is done; opened, answered and closed by keyboard as well. */
import { Popconfirm, type PopconfirmProps } from 'antd';
import { useId, useRef, useState } from 'react';

export function Ask(props: Omit<PopconfirmProps, 'open' | 'onOpenChange'>) {
  const [open, setOpen] = useState(false);
  const name = `ask-${useId().replace(/\W/g, '')}`;
  const opener = useRef<Element>(null);
  const popup = () => document.querySelector<HTMLElement>(`.${name}`);
  const change = (next: boolean) => {
    if (next) opener.current = document.activeElement;
    else if (popup()?.contains(document.activeElement)) (opener.current as HTMLElement | null)?.focus();
    setOpen(next);
  };
  // What does nothing has the focus: a second Enter must not confirm.
  const shown = (now: boolean) => {
    if (now) popup()?.querySelector('button')?.focus({ preventScroll: true });
  };
  return (
    <Popconfirm
      {...props} open={open} onOpenChange={change} afterOpenChange={shown} classNames={{ root: name }} destroyOnHidden
    />
  );
}
