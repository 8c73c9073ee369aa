// @ts-check
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Opens a page of a host that was just started until it shows what the catalog needs a while to read.
 * Someone must be signed in.
 * @param {import('playwright-core').Page} page
 * @param {string} path
 * @param {import('playwright-core').Locator} [awaited] the heading of payments, if not given
 */
export async function openWhenRead(
  page,
  path,
  awaited = page.getByRole('heading', { name: 'Payments' }).first(),
) {
  const until = Date.now() + 90_000;
  for (;;) {
    await page.goto(path);
    const found = await awaited.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (found) return;
    if (Date.now() > until) throw new Error(`${path} was not read in time`);
    await wait(1000);
  }
}
