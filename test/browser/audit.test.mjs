// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findBarriers } from './support/findBarriers.mjs';
import { openBrowser } from './support/openBrowser.mjs';
import { runHandover } from './support/runHandover.mjs';
import { signIn } from './support/signIn.mjs';
import { spoilEvidence } from './support/spoilEvidence.mjs';

const entriesOf = (/** @type {import('playwright-core').Page} */ page) =>
  page.getByRole('grid', { name: 'Entries of the ledger' });

const program = fileURLToPath(
  new URL('../../packages/cli/bin/understudy', import.meta.url),
);

/** @param {string} zip @param {string} key */
function verify(zip, key) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, 'audit', 'verify', zip, '--key', key],
    { encoding: 'utf8' },
  );
  return { code: Number(status), said: `${stdout}${stderr}` };
}

describe('a site reliability engineer and the ledger', () => {
  /** @type {import('./support/openBrowser.mjs').Visit} */
  let visit;
  before(async () => {
    visit = await openBrowser();
  });
  after(() => visit.close());

  it('finds the own sign-in there, anchored outside, proved by the browser', async () => {
    const { page } = visit;
    await signIn(page, 'Sam Okafor');
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Audit' })
      .click();
    await page.getByRole('heading', { name: 'Audit', level: 2 }).waitFor();
    const mine = entriesOf(page)
      .getByRole('row')
      .filter({ hasText: /Sam Okafor.*Sign-in/ });
    await mine.first().waitFor();
    await page
      .getByRole('button', {
        name: /^Checked in this browser: anchored outside to entry/,
      })
      .click();
    const how = page.getByRole('dialog');
    await how.getByText(/is signed by trial\.example\.test/).waitFor();
    await how.getByText(/letter for letter/).waitFor();
    await how.getByText(/This browser takes its word for that/).waitFor();
    await page.keyboard.press('Escape');
  });

  it('opens it with the keyboard, reads the exact record, adds a note, and goes back', async () => {
    const { page } = visit;
    const row = entriesOf(page)
      .getByRole('row')
      .filter({ hasText: /Sam Okafor.*Sign-in/ })
      .first();
    await row.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: 'The entry' });
    await panel.getByText('proof ok, anchored').waitFor();
    await panel.getByText('pinned key ok').waitFor();
    assert.match(page.url(), /entry=[0-9a-f-]{36}/);

    await panel.getByRole('button', { name: 'The exact record' }).click();
    const record = JSON.parse(
      await panel.getByLabel('the text that is hashed').first().innerText(),
    );
    assert.equal(record.actor.id, 'user:default/sam');
    assert.deepEqual(await findBarriers(page), []);

    await panel.getByLabel('Add a note').fill('Looked at in a test');
    await panel.getByRole('button', { name: 'Add the note' }).click();
    await panel.getByRole('list').getByText('Looked at in a test').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    // The note came into the list by itself.
    await entriesOf(page)
      .getByRole('row')
      .filter({ hasText: /Sam Okafor.*Note/ })
      .first()
      .waitFor();
  });

  it('sees a template task on the timeline of its component, with what the browser can prove', async () => {
    const { page } = visit;
    await runHandover(page);
    await page.goto('/catalog/default/component/payments');
    const timeline = page.getByRole('article', { name: 'Timeline' });
    const task = timeline
      .getByRole('listitem')
      .filter({ hasText: /Sam Okafor.*Template task/ })
      .filter({ hasText: 'success' })
      .first();
    // It is looked for every ten seconds, thirty seconds after the start at the earliest.
    await task.waitFor({ timeout: 90_000 });
    await timeline
      .getByRole('button', {
        name: /^Checked in this browser: anchored outside to entry/,
      })
      .waitFor();
    await task.getByRole('link').first().click();
    const panel = page.getByRole('complementary', { name: 'The entry' });
    await panel.getByText('proof ok, anchored').waitFor();
    await panel.getByRole('link', { name: 'Payments' }).waitFor();
    await page.goto('/understudy/audit?last=all');
  });

  it('sees red, in words, when the server changes what was recorded', async () => {
    const { page } = visit;
    await page.route('**/api/understudy/v1/audit/entries?*', async route => {
      const response = await route.fetch();
      const body = await response.json();
      const [first] = body.items.filter(
        (/** @type {{ entry: { operationType: string } }} */ { entry }) =>
          entry.operationType === 'sign_in',
      );
      first.evidence.body = first.evidence.body.replace('sam', 'eve');
      await route.fulfill({ response, json: body });
    });
    await page.reload();
    const alert = page.getByRole('alert');
    await alert.getByText(/is not what the log holds at its place/).waitFor();
    await alert.getByText(/Do not rely on what is shown here/).waitFor();
    await page.unroute('**/api/understudy/v1/audit/entries?*');
    await page.reload();
    await page
      .getByRole('button', { name: /anchored outside to entry/ })
      .waitFor();
    assert.equal(await alert.count(), 0);
  });

  it('had nothing asked of another machine, and nothing break', () => {
    assert.deepEqual(visit.strayRequests, []);
    assert.deepEqual(visit.pageErrors, []);
  });
});

describe('a compliance lead', () => {
  it('asks for evidence, takes it away, verifies it offline, and sees which entry was changed', async () => {
    const { page, close } = await openBrowser();
    try {
      await signIn(page, 'Colin Baker');
      await page.goto('/understudy/audit');
      await page.getByRole('button', { name: 'Export evidence' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/none was left out/).waitFor();
      await dialog.getByLabel('Why').fill('The audit of the quarter');
      await dialog.getByRole('button', { name: 'Make the package' }).click();
      const packages = page.getByRole('article', { name: 'Evidence packages' });
      await packages.getByText(/The audit of the quarter/).waitFor();
      const download = page.waitForEvent('download');
      await packages.getByRole('button', { name: 'Download' }).click();
      const zip = await (await download).path();
      const file = await readFile(zip);
      const digest = createHash('sha256').update(file).digest('hex');
      await packages.getByText(digest.slice(0, 12)).waitFor();

      // What the page says is to be run, without the server and its database.
      await page.getByRole('button', { name: 'Verify offline …' }).click();
      const command = await page.getByRole('dialog').innerText();
      const [, key] = /--key '?([^\s']+)/.exec(command) ?? [];
      assert.ok(key, command);
      const good = verify(zip, key);
      assert.ok([0, 3].includes(good.code), good.said);
      assert.match(good.said, /proved/i);

      const spoiled = `${zip}-spoiled.zip`;
      const index = await spoilEvidence(zip, spoiled, line =>
        line.includes('user:default/colin')
          ? line.replace('user:default/colin', 'user:default/calin')
          : undefined,
      );
      const bad = verify(spoiled, key);
      assert.equal(bad.code, 1, bad.said);
      assert.match(bad.said, new RegExp(`[Ee]ntry ${index}\\b`));
    } finally {
      await close();
    }
  });
});
