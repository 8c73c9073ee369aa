// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openBrowser } from './support/openBrowser.mjs';
import { signedIn } from './support/signIn.mjs';
import { tabTo } from './support/tabTo.mjs';

describe('without a mouse', () => {
  it('one signs in, reads the Operations tab, opens Health and signs out', async () => {
    const { page, close } = await openBrowser();
    try {
      await page.goto('/');
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      await tabTo(page, 'Sign in');
      const popup = page.waitForEvent('popup');
      await page.keyboard.press('Enter');
      const choice = await popup;
      await choice.getByRole('button', { name: /Sam Okafor/ }).waitFor();
      await tabTo(choice, /Sam Okafor/);
      await choice.keyboard.press('Enter');
      await signedIn(page).waitFor();
      await page
        .getByRole('link', { name: /^Open the Operations tab of / })
        .waitFor();

      // The first stop skips the navigation.
      await page.evaluate(() => document.activeElement?.blur?.());
      await page.keyboard.press('Tab');
      assert.equal(await focused(page), 'Skip to content');
      await page.keyboard.press('Enter');

      await tabTo(page, /^Open the Operations tab of /);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/operations');
      await page.getByRole('article', { name: 'Environments' }).waitFor();

      await tabTo(page, 'Health', { max: 80 });
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Health', level: 2 }).waitFor();
      await tabTo(page, 'Check again', { max: 80 });
      await page.keyboard.press('Enter');
      await page.getByText(/^Checked /).waitFor();

      await tabTo(page, /^Sign out/, { max: 80 });
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
    } finally {
      await close();
    }
  });
});

/** @param {import('playwright-core').Page} page */
function focused(page) {
  return page.evaluate(() => document.activeElement?.textContent);
}
