// @ts-check
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openWhenRead } from './support/catalog.mjs';
import { networkQuiet } from './support/networkQuiet.mjs';
import { openBrowser } from './support/openBrowser.mjs';
import { signIn } from './support/signIn.mjs';

const pages = [
  '/understudy/overview',
  '/understudy/audit?last=all',
  '/understudy/reviews',
  '/understudy/summaries',
  '/understudy/health',
  '/catalog/default/component/payments',
  '/catalog/default/component/payments/operations',
  '/catalog/default/resource/orders-queue/operations',
];

describe('on a screen of 390 pixels', () => {
  /** @type {import('./support/openBrowser.mjs').Visit} */
  let visit;
  before(async () => {
    visit = await openBrowser({ viewport: { width: 390, height: 844 } });
  });
  after(() => visit.close());

  it('signing in fits', async () => {
    await visit.page.goto('/');
    await visit.page.getByRole('button', { name: 'Sign in' }).waitFor();
    assert.equal(await overflow(visit.page), 0);
    await signIn(visit.page, 'Sam Okafor');
    await openWhenRead(visit.page, '/catalog/default/component/payments');
  });

  for (const path of pages) {
    it(`nothing scrolls sideways on ${path}`, async () => {
      await visit.page.goto(path);
      await visit.page.getByRole('heading').first().waitFor();
      await networkQuiet(visit.page);
      assert.equal(await overflow(visit.page), 0);
    });
  }

  it('the navigation opens from a button and closes again', async () => {
    const { page } = visit;
    const button = page.getByRole('button', { name: 'Menu' });
    const navigation = page.getByRole('navigation', { name: 'Main' });
    assert.equal(await navigation.isVisible(), false);

    await button.click();
    await navigation.getByRole('link', { name: 'Catalog' }).waitFor();
    await page.keyboard.press('Escape');
    await navigation.waitFor({ state: 'hidden' });
    assert.equal(
      await button.evaluate(element => element === document.activeElement),
      true,
    );

    await button.click();
    await navigation.getByRole('link', { name: 'Health' }).click();
    await page.getByRole('heading', { name: 'Health', level: 2 }).waitFor();
    await navigation.waitFor({ state: 'hidden' });
  });
});

/**
 * By how many pixels the page is wider than the screen.
 * @param {import('playwright-core').Page} page
 */
function overflow(page) {
  return page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
}
