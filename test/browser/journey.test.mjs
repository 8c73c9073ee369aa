// @ts-check
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openWhenRead } from './support/catalog.mjs';
import { openBrowser } from './support/openBrowser.mjs';
import { signIn } from './support/signIn.mjs';

const entity = '/catalog/default/component/payments';

describe('a site reliability engineer', () => {
  /** @type {import('./support/openBrowser.mjs').Visit} */
  let visit;
  before(async () => {
    visit = await openBrowser();
  });
  after(() => visit.close());

  it('signs in and sees who they are', async () => {
    const { page } = visit;
    await page.goto('/');
    await page
      .getByText('Practice identity is on: no password, on this machine only')
      .waitFor();
    await signIn(page, 'Sam Okafor');

    await page.waitForURL('**/understudy/overview');
    await page.getByRole('heading', { name: 'Overview', level: 2 }).waitFor();
    const you = page.getByRole('article', { name: 'Who you are here' });
    await you.getByRole('link', { name: 'Sam Okafor' }).waitFor();
    await you.getByText('operator').waitFor();
    await you.getByRole('link', { name: 'Site Reliability' }).first().waitFor();
  });

  it('opens payments and sees on the Operations tab what is known', async () => {
    const { page } = visit;
    await openWhenRead(page, entity);
    await page.getByRole('link', { name: 'Operations', exact: true }).click();
    await page.waitForURL('**/payments/operations');

    await page
      .getByText(/cluster production · namespace checkout · also in .* reads/)
      .waitFor();
    const environments = page.getByRole('article', { name: 'Environments' });
    await environments.getByText('Takeover L2 at most').waitFor();
    assert.deepEqual(
      (await environments.getByRole('listitem').allInnerTexts()).map(
        text => text.split('\n')[0],
      ),
      ['Development', 'Pre-production', 'PRODUCTION'],
    );
    const known = page.getByRole('article', { name: 'What is known' });
    await known.getByRole('link', { name: 'Team Checkout' }).waitFor();
    await known.getByText('Developed with Understudy').waitFor();

    const clusters = page.getByRole('article', { name: 'Clusters' });
    assert.equal(await clusters.getByText('Known here').count(), 3);

    const mine = page.getByRole('article', { name: 'What you may do here' });
    await mine.getByText('As decided right now for Sam Okafor.').waitFor();
    const approve = mine.getByRole('listitem').filter({
      hasText: 'Approve the plan of somebody else',
    });
    await approve.getByText('Allowed').waitFor();
    const policies = mine.getByRole('listitem').filter({
      hasText: 'Change and activate policies',
    });
    await policies.getByText('Refused').waitFor();
    await policies.getByText(/policy-admin/).waitFor();

    await page.getByRole('article', { name: /^Next step/ }).waitFor();
  });

  it('copies the example of the next step where annotations are missing', async () => {
    const { page, context } = visit;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/catalog/default/resource/orders-queue/operations');
    const next = page.getByRole('article', { name: /^Next step/ });
    await next.getByRole('button', { name: 'Copy the example' }).click();
    await next.getByRole('status').getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /backstage\.io\/kubernetes-id: orders-queue/);
  });

  it('opens Health, checks again, and copies the report', async () => {
    const { page } = visit;
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Health' })
      .click();
    await page.getByRole('heading', { name: 'Health', level: 2 }).waitFor();
    const permissions = page.getByRole('listitem').filter({
      has: page.getByRole('heading', { name: 'Permissions' }),
    });
    await permissions.getByText('Fine').waitFor();
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByText(/^Checked /).waitFor();
    await page.getByRole('button', { name: 'Copy as text' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(report, /^Understudy health: /);
    assert.match(report, /\[ok\] Permissions: /);
  });

  it('finds an entity by searching', async () => {
    const { page } = visit;
    await openWhenRead(
      page,
      '/search?query=payments',
      page.getByRole('link', { name: 'Payments', exact: true }),
    );
  });

  it('had nothing asked of another machine, and nothing break', () => {
    assert.deepEqual(visit.strayRequests, []);
    assert.deepEqual(visit.pageErrors, []);
  });
});
