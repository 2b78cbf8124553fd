/** Puts a text on the clipboard; also where the page came without TLS, as in an office's own network. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.style.cssText = 'position:fixed;opacity:0';
  // Inside an open dialog: its focus trap would not let a field outside keep the focus.
  (before?.closest('[role="dialog"]') ?? document.body).append(field);
  field.select();
  try {
    // Old, but the only way without TLS.
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
