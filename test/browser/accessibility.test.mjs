// @ts-check
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openWhenRead } from './support/catalog.mjs';
import { findBarriers } from './support/findBarriers.mjs';
import { networkQuiet } from './support/networkQuiet.mjs';
import { openBrowser } from './support/openBrowser.mjs';
import { signIn } from './support/signIn.mjs';

const pages = [
  { path: '/understudy/overview', ready: 'Who you are here' },
  { path: '/understudy/audit?last=all', ready: 'Audit' },
  { path: '/understudy/reviews', ready: 'Reviews' },
  { path: '/understudy/summaries', ready: 'Summaries' },
  { path: '/understudy/health', ready: 'Permissions' },
  {
    path: '/catalog/default/component/payments/operations',
    ready: 'What you may do here',
  },
  {
    path: '/catalog/default/resource/orders-queue/operations',
    ready: 'What you may do here',
  },
];

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  describe(`in ${colorScheme}, nothing serious stands in anybody's way`, () => {
    /** @type {import('./support/openBrowser.mjs').Visit} */
    let visit;
    before(async () => {
      visit = await openBrowser({ colorScheme });
    });
    after(() => visit.close());

    it('at signing in', async () => {
      const { page } = visit;
      await page.goto('/');
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      assert.deepEqual(await findBarriers(page), []);
      await signIn(page, 'Sam Okafor');
      await openWhenRead(page, '/catalog/default/component/payments');
    });

    for (const { path, ready } of pages) {
      it(`on ${path}`, async () => {
        const { page } = visit;
        await page.goto(path);
        await page.getByRole('heading', { name: ready }).first().waitFor();
        await networkQuiet(page);
        assert.deepEqual(await findBarriers(page), []);
      });
    }
  });
}
