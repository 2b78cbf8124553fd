/** Focus returns to what opened a dialog once the dialog is gone, whichever way it went. */

const dialogs = '.ant-modal-root, .ant-drawer';

/** What takes the focus that was there before; inside a closed menu its summary. */
export function focusable(from: Element | null): HTMLElement | null {
  if (!(from instanceof HTMLElement) || !from.isConnected) return null;
  return from.closest('details:not([open])')?.querySelector<HTMLElement>('summary') ?? from;
}

/** Watches the page; gives the function that stops it. */
export function watchDialogs(root: HTMLElement = document.body): () => void {
  let before: Element | null = null;
  const remember = (event: FocusEvent) => {
    if (event.target instanceof Element && !event.target.closest(dialogs)) before = event.target;
  };
  let open = false;
  const observer = new MutationObserver(() => {
    const closed = open && !root.querySelector(dialogs);
    open = Boolean(root.querySelector(dialogs));
    // Somebody else may have placed the focus already.
    if (closed && document.activeElement === root) focusable(before)?.focus();
  });
  root.addEventListener('focusin', remember);
  observer.observe(root, { childList: true });
  return () => {
    root.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
