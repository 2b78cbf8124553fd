/** Accounts of an office, and what they send to the service without the pages. */
import type { Browser, Page } from 'playwright-core';
import { openPage } from './browser';
import type { Service } from './service';
import { ask, firstSignIn } from './steps';

/** Makes an account, gives it a password of its own, and leaves it signed in on a page. */
export async function account(service: Service, browser: Browser, login: string, name: string, role: string, area: string): Promise<Page> {
  const said = await service.cairn('user', 'add', login, '--name', name, '--role', role, '--area', area);
  const oneTime = /one-time password: (\S+)/.exec(said)?.[1] ?? (JSON.parse(said) as { one_time_password: string }).one_time_password;
  const { page } = await openPage(browser, service.address);
  await firstSignIn(page, login, oneTime);
  return page;
}

/** A write with the page's own session; fails with the service's words. */
export async function tell<T>(page: Page, method: string, path: string, body: unknown, version?: number): Promise<T> {
  return page.evaluate(
    async ([how, at, what, match]) => {
      const headers: Record<string, string> = { 'Content-Type': 'application/json', ...(match ? { 'If-Match': `"${match}"` } : {}) };
      const answer = await fetch(at, { method: how, headers, body: JSON.stringify(what) });
      if (!answer.ok) throw new Error(`${how} ${at}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    [method, path, body, version] as const,
  );
}

/** Takes a draft of the author's through review and publication. */
export async function publishSet(author: Page, reviewer: Page, id: string): Promise<void> {
  for (const [page, step] of [[author, 'submit'], [reviewer, 'accept'], [reviewer, 'publish']] as const) {
    const { version } = await ask<{ version: number }>(page, `/gazetteer/changes/${id}`);
    await tell(page, 'POST', `/gazetteer/changes/${id}/${step}`, {}, version);
  }
}

/** Presses a step of the set that stands open, and confirms it. */
export async function takeStep(page: Page, label: string): Promise<void> {
  await page.locator('.page-head').first().getByRole('button', { name: label, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: label, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** A day so many days from today, as Shanghai counts days. */
export function dayFromToday(days: number): string {
  return new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
}

/** Chooses from a list in a form: by the words of the choice, once it is there. */
export async function choose(page: Page, label: string, words: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(words);
  await page.locator('.ant-select-item-option:visible, .ant-cascader-menu-item:visible').filter({ hasText: words }).first().click();
}
