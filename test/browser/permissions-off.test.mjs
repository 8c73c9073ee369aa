// @ts-check
import { after, before, describe, it } from 'node:test';
import { startTrialHost } from '../../packages/workbench/browser/startTrialHost.mjs';
import { openWhenRead } from './support/catalog.mjs';
import { openBrowser } from './support/openBrowser.mjs';
import { signIn } from './support/signIn.mjs';

describe('with permission.enabled off', () => {
  /** @type {Awaited<ReturnType<typeof startTrialHost>>} */
  let host;
  /** @type {import('./support/openBrowser.mjs').Visit} */
  let visit;
  before(async () => {
    host = await startTrialHost({
      name: 'trial-permissions-off',
      overlay: { permission: { enabled: false } },
    });
    visit = await openBrowser({ base: host.url });
    await signIn(visit.page, 'Sam Okafor');
  });
  after(async () => {
    await visit?.close();
    await host?.stop();
  });

  it('Health is red and says what that means and what to do', async () => {
    const { page } = visit;
    await page.goto('/understudy/health');
    await page.getByText(/check.? failed\. Every write is closed\./).waitFor();
    const permissions = page.getByRole('listitem').filter({
      has: page.getByRole('heading', { name: 'Permissions' }),
    });
    await permissions.getByText('Failed', { exact: true }).waitFor();
    await permissions.getByText('Every write is closed.').waitFor();
    await permissions
      .getByText(/permission\.enabled/)
      .first()
      .waitFor();
  });

  it('the Operations tab still reads, and says that writes are closed', async () => {
    const { page } = visit;
    await openWhenRead(page, '/catalog/default/component/payments');
    await page.goto('/catalog/default/component/payments/operations');
    await page.getByText('Takeover L2 at most').first().waitFor();
    await page
      .getByText(/The permission framework of this Backstage is off/)
      .waitFor();
    const mine = page.getByRole('article', { name: 'What you may do here' });
    await mine
      .getByRole('listitem')
      .filter({ hasText: 'Prepare a plan' })
      .getByText('Refused')
      .waitFor();
  });
});
