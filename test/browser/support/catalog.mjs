// @ts-check
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits until the catalog of a host that was just started has read the example world. Someone must be signed in.
 * @param {import('playwright-core').Page} page
 * @param {string} path of an entity's page
 */
export async function openWhenRead(page, path) {
  const until = Date.now() + 60_000;
  const missing = page.getByText(/not found|does not know this entity/i);
  for (;;) {
    await page.goto(path);
    const heading = page.getByRole('heading', { name: 'Payments' }).first();
    await heading.or(missing).first().waitFor();
    if (await heading.isVisible()) return;
    if (Date.now() > until) throw new Error(`${path} was not read in time`);
    await wait(1000);
  }
}
