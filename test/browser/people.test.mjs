// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accounts } from './support/accounts.mjs';
import { openBrowser, url } from './support/openBrowser.mjs';
import { signIn, signOut } from './support/signIn.mjs';

describe('each of the five people', () => {
  for (const { name, roles } of accounts) {
    it(`${name} signs in, is seen with ${roles.join(
      ', ',
    )}, and signs out`, async () => {
      const { page, close } = await openBrowser();
      try {
        const answered = page.waitForResponse(response =>
          response.url().endsWith('/api/understudy/v1/me/permissions'),
        );
        await signIn(page, name);
        const mine = await (await answered).json();
        assert.deepEqual(
          mine.roles
            .map((/** @type {{ role: string }} */ { role }) => role)
            .sort(),
          [...roles].sort(),
        );
        const you = page.getByRole('article', { name: 'Who you are here' });
        await you.getByRole('link', { name }).waitFor();
        for (const role of roles) {
          await you.getByText(role, { exact: true }).waitFor();
        }

        await signOut(page);
        // Neither the page nor the cookie lets anybody back in.
        await page.reload();
        await page.getByRole('button', { name: 'Sign in' }).waitFor();
        const refreshed = await page.request.get(
          `${url}/api/auth/oidc/refresh?optional&env=development`,
          { headers: { 'x-requested-with': 'XMLHttpRequest' } },
        );
        assert.equal(refreshed.status(), 401);
      } finally {
        await close();
      }
    });
  }

  it('changes places: after one signs out another can sign in', async () => {
    const { page, close } = await openBrowser();
    try {
      await signIn(page, 'Sam Okafor');
      await signOut(page);
      await signIn(page, 'Colin Baker');
      await page
        .getByRole('button', { name: 'Sign out Colin Baker' })
        .waitFor();
    } finally {
      await close();
    }
  });
});
