import { afterEach, expect, test } from 'vitest';
import { focusable, watchDialogs } from './focusBack';

let stop: () => void = () => undefined;
afterEach(() => {
  stop();
  document.body.innerHTML = '';
});

const moment = () => new Promise((done) => setTimeout(done));

async function dialogOver(opener: HTMLElement) {
  stop = watchDialogs();
  opener.focus();
  const portal = document.createElement('div');
  portal.innerHTML = '<div class="ant-modal-root"><div class="ant-modal-wrap"><input></div></div>';
  document.body.append(portal);
  portal.querySelector('input')?.focus();
  await moment();
  portal.remove();
  await moment();
}

test('a dialog that goes gives the focus back to the button that opened it', async () => {
  document.body.innerHTML = '<button>open</button>';
  const button = document.querySelector('button') as HTMLElement;
  await dialogOver(button);
  expect(document.activeElement).toBe(button);
});

test('a choice in a menu that has closed gives it to the menu, one that is gone to nobody', async () => {
  document.body.innerHTML = '<details open><summary tabindex="0">more</summary><button>choose</button></details>';
  const [summary, choice] = [document.querySelector('summary'), document.querySelector('button') as HTMLElement];
  expect(focusable(choice)).toBe(choice);
  document.querySelector('details')?.removeAttribute('open');
  expect(focusable(choice)).toBe(summary);
  choice.remove();
  expect(focusable(choice)).toBeNull();
});
