/** What officers do, in the words that stand on the pages. */
import type { Page } from 'playwright-core';

export const password = '走遍文山山水-2468';

/** First sign-in: the one-time password, then one of one's own is forced. */
export async function firstSignIn(page: Page, login: string, oneTime: string): Promise<void> {
  await page.goto('/app/signin');
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(oneTime);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL('**/app/account');
  await page.getByText('首次登录，请先设置自己的密码').waitFor();
  await page.getByLabel('一次性密码').fill(oneTime);
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByLabel('再次输入新密码').fill(password);
  await page.getByRole('button', { name: '保存新密码' }).click();
  await page.getByText('密码已修改').waitFor();
}

export async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/app/signin');
  await signInHere(page, login);
}

/** Signs in on the sign-in page that stands open. */
export async function signInHere(page: Page, login: string): Promise<void> {
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/signin'));
}

export async function search(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: '搜索地名、界桩、设施' }).fill(text);
  await page.getByRole('option').first().waitFor();
}

/** Waits until the map shows a feature with this property. */
export async function waitForFeature(page: Page, layer: string, property: string, value: string): Promise<void> {
  await page.waitForFunction(
    ([id, key, wanted]) => {
      const map = window.__cairn_map;
      return map?.getLayer(id) && map.queryRenderedFeatures({ layers: [id] }).some((feature) => feature.properties[key] === wanted);
    },
    [layer, property, value] as const,
  );
}

/** JSON from the service with the page's own session. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (at) => (await fetch(at)).json() as unknown, path) as Promise<T>;
}
