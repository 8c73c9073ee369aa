// @ts-check
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openWhenRead } from './support/catalog.mjs';
import { findBarriers } from './support/findBarriers.mjs';
import { networkQuiet } from './support/networkQuiet.mjs';
import { openBrowser } from './support/openBrowser.mjs';
import {
  approve,
  approved,
  askForApproval,
  history,
  preparePlan,
  writePlan,
} from './support/plans.mjs';
import { signIn } from './support/signIn.mjs';
import { startPathHost } from './support/startPathHost.mjs';

const PAYMENTS = '/apis/apps/v1/namespaces/checkout/deployments/payments';

/** @typedef {import('./support/openBrowser.mjs').Visit} Visit */

describe('the path of a plan, from draft to approved', () => {
  /** @type {import('./support/startPathHost.mjs').PathHost} */
  let host;
  /** @type {Record<string, Visit>} */
  const visits = {};

  /**
   * The page of a person, each in a browser of their own.
   * @param {string} name
   */
  const pageOf = async name => {
    if (!visits[name]) {
      visits[name] = await openBrowser({ base: host.url });
      await signIn(visits[name].page, name);
    }
    return visits[name].page;
  };

  before(async () => {
    host = await startPathHost({ name: 'trial-path' });
    await openWhenRead(
      await pageOf('Dana Reyes'),
      '/catalog/default/component/payments',
    );
  });
  after(async () => {
    for (const visit of Object.values(visits)) await visit.close();
    await host?.stop();
  });

  /** @type {string} */
  let plan;

  it('Dana prepares a plan; what it would mean stands beside it while she writes', async t => {
    const page = await pageOf('Dana Reyes');
    await writePlan(page, { replicas: 12, why: 'Checkout is slow.' });
    const facts = page.getByRole('article', { name: 'Preview of the facts' });
    await facts.getByText('PRODUCTION', { exact: true }).waitFor();
    await facts.getByText(/high risk/).waitFor();
    const took = await facts
      .getByRole('status')
      .getAttribute('data-milliseconds');
    t.diagnostic(`facts computed in the browser in ${took} ms`);

    plan = await preparePlan(page);
    await page
      .getByRole('heading', { name: /payments, replicas \d+ → 12/ })
      .waitFor();
    const parts = page
      .getByRole('list', { name: 'The decision and its four parts' })
      .getByRole('listitem');
    assert.equal(await parts.count(), 4);
    await page.getByText('draft').first().waitFor();
  });

  it('she asks for approval, and cannot approve it herself', async () => {
    const page = await pageOf('Dana Reyes');
    await askForApproval(page);
    await page.getByText('You cannot approve this.').waitFor();
    assert.equal(
      await page.getByRole('button', { name: /^Approve/ }).count(),
      0,
    );
  });

  it('Sam finds it by the badge, types the name, signs in again and is one of two', async () => {
    const page = await pageOf('Sam Okafor');
    const link = page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: /Approvals.*1 waits for you/ });
    await link.waitFor();
    await link.click();
    const button = page.getByRole('button', { name: /^Approve/ });
    await button.waitFor();
    assert.equal(await button.isDisabled(), true);
    // A letter and Enter commit nothing.
    const name = page.getByRole('textbox', { name: 'Type payments' });
    await name.fill('p');
    await name.press('Enter');
    assert.equal(await button.isDisabled(), true);
    await approve(page, 'Sam Okafor');
    await page.getByText('1 of 2 approved.').waitFor();
  });

  it('the pages of the path have no serious barrier, and nothing scrolls sideways on a narrow screen', async () => {
    const page = await pageOf('Sofia Lindqvist');
    /** @type {string[]} */
    const found = [];
    for (const path of [
      '/understudy/approvals',
      '/understudy/plans',
      plan,
      '/understudy/policies',
    ]) {
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(path);
        await page.getByRole('heading', { level: 2 }).first().waitFor();
        await networkQuiet(page);
        const barriers = await findBarriers(page);
        found.push(...barriers.map(each => `${path} ${colorScheme}: ${each}`));
        await page.setViewportSize({ width: 390, height: 844 });
        // Some parts of Backstage's own header measure themselves and follow a moment later.
        await page
          .waitForFunction(
            () =>
              document.documentElement.scrollWidth <=
              document.documentElement.clientWidth,
            undefined,
            { timeout: 5_000 },
          )
          .catch(() => undefined);
        const wider = await page.evaluate(
          () =>
            document.documentElement.scrollWidth -
            document.documentElement.clientWidth,
        );
        if (wider > 0) found.push(`${path} scrolls ${wider} px sideways`);
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 800 });
    assert.deepEqual(found, []);
  });

  it('a status that changes voids nothing', async () => {
    await host.patchStatus(`${PAYMENTS}/status`, {
      status: {
        readyReplicas: 1,
        availableReplicas: 1,
        unavailableReplicas: 4,
      },
    });
    const page = await pageOf('Dana Reyes');
    await page.goto(plan);
    await page.getByText('1 of 2 approved.').waitFor();
    const repeated = page.waitForResponse(
      answer =>
        answer.url().endsWith('/preview') &&
        answer.request().method() === 'POST',
    );
    await page.getByRole('button', { name: 'Repeat the dry run' }).click();
    assert.equal((await repeated).status(), 200);
    await networkQuiet(page);
    await page.getByText('1 of 2 approved.').waitFor();
    await page.getByText('waits for approval').first().waitFor();
  });

  it('one replica count that is edited visibly voids what Sam approved', async () => {
    const page = await pageOf('Dana Reyes');
    await page.goto(plan);
    await page.getByRole('link', { name: 'Edit' }).click();
    const replicas = page.getByRole('textbox', { name: /^Replicas/ });
    await replicas.fill('11');
    await replicas.press('Tab');
    await page.getByText(/Saving voids 1 approval: sam/).waitFor();
    await page.getByRole('button', { name: 'Save as revision 2' }).click();
    await page.getByText(/1 approval is void: sam/).waitFor();
    await page
      .getByRole('list', { name: 'What would differ' })
      .first()
      .getByText('steps', { exact: false })
      .first()
      .waitFor();
    await approved(page, 'Sam Okafor')
      .getByText(/Does not count/)
      .waitFor();
  });

  it('asked for again, Sam and Sofia take it to approved', async () => {
    const dana = await pageOf('Dana Reyes');
    await askForApproval(dana);
    const address = `/understudy/approvals?plan=${plan.split('/').pop()}`;
    const sam = await pageOf('Sam Okafor');
    await sam.goto(address);
    await approve(sam, 'Sam Okafor');
    await sam.getByText('1 of 2 approved.').waitFor();
    const sofia = await pageOf('Sofia Lindqvist');
    await sofia.goto(address);
    await approve(sofia, 'Sofia Lindqvist');
    await sofia.getByText('2 of 2 approved.').waitFor();
    // Dana sees it without doing anything.
    await history(dana).getByText('approved', { exact: true }).waitFor();
  });

  it('a frozen production refuses, and says when it would be allowed', async () => {
    const priya = await pageOf('Priya Nair');
    await priya.goto('/understudy/policies');
    await priya.getByRole('button', { name: 'Freeze everything …' }).click();
    const dialog = priya.getByRole('dialog');
    await dialog.getByRole('button', { name: /Where/ }).click();
    await priya
      .getByRole('option', { name: 'PRODUCTION', exact: true })
      .click();
    await dialog.getByRole('button', { name: /For how long/ }).click();
    await priya.getByRole('option', { name: '4 hours', exact: true }).click();
    await dialog.getByRole('textbox', { name: /^Why/ }).fill('Peak season.');
    await dialog.getByRole('button', { name: 'Freeze everything' }).click();
    const frozen = priya.getByRole('list', { name: 'What is frozen' });
    await frozen.getByText('Peak season.').waitFor();

    const dana = await pageOf('Dana Reyes');
    await writePlan(dana, { replicas: 7, why: 'A sale begins.' });
    await dana
      .getByRole('article', { name: 'Preview of the facts' })
      .getByText(/Frozen until/)
      .waitFor();
    await preparePlan(dana);
    const policy = dana
      .getByRole('list', { name: 'The decision and its four parts' })
      .getByRole('listitem')
      .filter({ hasText: 'Policy' });
    await policy.getByText('refuses').waitFor();
    await policy.getByText('Allowed from:').first().waitFor();
    await dana.getByText('Approval cannot be asked for yet.').waitFor();

    await frozen.getByRole('button', { name: 'End …' }).click();
    await dialog.getByRole('textbox').fill('Over.');
    await dialog.getByRole('button', { name: 'End the freeze' }).click();
    await frozen.waitFor({ state: 'hidden' });
  });

  it('guardrails that are changed in the form, tried on what was decided and voted for, hold', async () => {
    const priya = await pageOf('Priya Nair');
    await priya.goto('/understudy/policies');
    await priya.getByRole('button', { name: /^Who approves/ }).click();
    const minutes = priya.getByRole('textbox', { name: /^Incident plan/ });
    await minutes.fill('45');
    await minutes.press('Tab');
    await priya.getByText('One place differs from what holds now.').waitFor();
    await priya
      .getByRole('button', { name: 'Try on the last 30 days' })
      .click();
    await priya
      .getByRole('list', { name: 'Decisions that would have been others' })
      .waitFor({ state: 'attached' });
    await priya
      .getByRole('textbox', { name: /^Why/ })
      .fill('Incidents are shorter than they were.');
    await priya.getByRole('button', { name: 'Save as a draft' }).click();
    await voteFor(priya);
    await priya.getByText('1 of 2 votes.').waitFor();
    const sofia = await pageOf('Sofia Lindqvist');
    await sofia.goto('/understudy/policies?version=2');
    await voteFor(sofia);
    await sofia
      .getByRole('heading', { name: 'Version 2: holds now' })
      .waitFor();
  });

  it('on call and with an open incident, one other person is enough, in less than a minute', async t => {
    const sam = await pageOf('Sam Okafor');
    await writePlan(sam, { replicas: 9, why: 'Checkout is slow since 20:51.' });
    await sam.getByRole('button', { name: 'Open an incident …' }).click();
    const dialog = sam.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Checkout is slow');
    await dialog.getByRole('button', { name: 'Open it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const address = await preparePlan(sam);
    await sam.getByText('incident plan').waitFor();
    const sofia = await pageOf('Sofia Lindqvist');

    const asked = Date.now();
    await askForApproval(sam);
    await sofia.goto(`/understudy/approvals?plan=${address.split('/').pop()}`);
    await approve(sofia, 'Sofia Lindqvist');
    await history(sam).getByText('approved', { exact: true }).waitFor();
    const seconds = (Date.now() - asked) / 1000;
    t.diagnostic(
      `on-call lane: ${seconds.toFixed(1)} s from request to approved`,
    );
    assert.ok(seconds < 60, `it took ${seconds} s`);
  });
});

/**
 * Votes for the version of the guardrails that is open. In production it would want a fresh sign-in, too.
 * @param {import('playwright-core').Page} page
 */
async function voteFor(page) {
  const name = 'Vote to activate …';
  await page.getByRole('button', { name }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Looked at and discussed.');
  await dialog.getByRole('button', { name }).click();
  await dialog.waitFor({ state: 'hidden' });
}

describe('with a policy bundle that is damaged', () => {
  const dir = mkdtempSync(join(tmpdir(), 'understudy-bundle-'));
  /** @type {import('./support/startPathHost.mjs').PathHost} */
  let host;
  /** @type {Visit} */
  let visit;
  before(async () => {
    writeFileSync(join(dir, 'policy.wasm'), 'not what it should be');
    writeFileSync(join(dir, '.signatures.json'), '{"signatures":["a.b.c"]}');
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    host = await startPathHost({
      name: 'trial-path-stopped',
      understudy: {
        policy: {
          mode: 'bundle',
          bundle: {
            directory: dir,
            publicKey: publicKey.export({ type: 'spki', format: 'pem' }),
          },
        },
      },
    });
    visit = await openBrowser({ base: host.url });
    await signIn(visit.page, 'Sam Okafor');
    await openWhenRead(visit.page, '/catalog/default/component/payments');
  });
  after(async () => {
    await visit?.close();
    await host?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  for (const name of [
    'overview',
    'approvals',
    'plans',
    'plans/new',
    'policies',
    'audit',
    'reviews',
    'summaries',
    'health',
  ]) {
    it(`${name} says that writes are stopped, and that reads answer`, async () => {
      await visit.page.goto(`/understudy/${name}`);
      const alert = visit.page
        .getByRole('alert')
        .filter({ hasText: 'Writes are stopped: policy cannot be evaluated.' });
      await alert.waitFor();
      await alert.getByText(/logs and describe still answer/).waitFor();
    });
  }

  it('reads still answer: the entity, its levels, its clusters and the dry run of a plan', async () => {
    const { page } = visit;
    await page.goto('/catalog/default/component/payments/operations');
    await page.getByText('Takeover L2 at most').first().waitFor();
    await page.getByText(/Writes are stopped/).waitFor();
    await writePlan(page, { replicas: 7, why: 'Only to look.' });
    await preparePlan(page);
    await page.getByText(/kubectl .*--replicas=7/).waitFor();
    await page.getByText('Approval cannot be asked for yet.').waitFor();
    assert.equal(
      await page.getByRole('button', { name: 'Ask for approval' }).count(),
      0,
    );
  });
});
