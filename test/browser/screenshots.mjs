// @ts-check
import { setTimeout as wait } from 'node:timers/promises';
import { networkQuiet } from './support/networkQuiet.mjs';
import { openBrowser } from './support/openBrowser.mjs';
import { openWhenRead } from './support/catalog.mjs';
import { freezeTimes } from './support/freezeTimes.mjs';
import { runHandover } from './support/runHandover.mjs';
import { signedIn, signIn } from './support/signIn.mjs';
import { steadyTimes } from './support/steadyTimes.mjs';
import { takePathShots } from './support/takePathShots.mjs';

/**
 * @typedef {object} Shot
 * @property {string} name
 * @property {string} path
 * @property {string | RegExp} ready a heading that stands when the page does
 * @property {boolean} [whole] all of the page and not only the first screen
 */

/** @type {Shot[]} */
const shots = [
  { name: 'overview', path: '/understudy/overview', ready: 'Your entities' },
  { name: 'health', path: '/understudy/health', ready: 'Permissions' },
  {
    name: 'operations',
    path: '/catalog/default/component/payments/operations',
    ready: 'What you may do here',
    whole: true,
  },
  {
    name: 'operations-adopt',
    path: '/catalog/default/resource/orders-queue/operations',
    ready: 'What you may do here',
  },
  { name: 'catalog', path: '/catalog', ready: /Components \(\d+\)/ },
  {
    name: 'entity',
    path: '/catalog/default/component/payments',
    ready: 'About',
  },
  { name: 'apis', path: '/api-docs', ready: /\(\d+\)/ },
  { name: 'create', path: '/create', ready: 'Templates' },
  { name: 'docs', path: '/docs', ready: /^(All|Owned) \(\d+\)/ },
  {
    name: 'search',
    path: '/search?query=payments&types%5B%5D=software-catalog',
    ready: 'Payments',
  },
  { name: 'notifications', path: '/notifications', ready: 'Notifications' },
  { name: 'settings', path: '/settings', ready: 'Appearance' },
];

const newestFirst = 'Every entry of the ledger, newest first';

/**
 * What Sam sees, once there is something to see.
 * @type {Shot[]}
 */
const ledgerShots = [
  { name: 'audit', path: '/understudy/audit?last=all', ready: newestFirst },
  { name: 'reviews', path: '/understudy/reviews', ready: 'Reviews' },
  { name: 'summaries', path: '/understudy/summaries', ready: 'Summaries' },
];

const screen = { width: 1280, height: 800 };

const narrow = ['overview', 'health', 'operations'];

/**
 * Takes a picture of every page, light and dark, and of our own pages on a narrow screen too.
 * @param {{ base: string, save: (name: string, png: Buffer) => void }} options
 */
export async function takeScreenshots({ base, save }) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const visit = await openBrowser({ base, colorScheme });
    try {
      const { page, context } = visit;
      await freezeTimes(context);
      await page.goto('/');
      const button = page.getByRole('button', { name: 'Sign in' });
      await button.waitFor();
      save(`sign-in-${colorScheme}`, await settled(page));
      const popup = page.waitForEvent('popup');
      await button.click();
      const choice = await popup;
      const dana = choice.getByRole('button', { name: /Dana Reyes/ });
      await dana.waitFor();
      save(`practice-people-${colorScheme}`, await settled(choice));
      await dana.click();
      await signedIn(page).waitFor();
      await openWhenRead(page, '/catalog/default/component/payments');
      await openWhenRead(
        page,
        '/search?query=storefront',
        page.getByRole('link', { name: 'Storefront', exact: true }),
      );

      for (const { name, path, ready, whole } of shots) {
        await open(page, path, ready);
        // A taller window rather than a longer picture, so that the navigation is as high as the page.
        if (whole) await page.setViewportSize(await wholePage(page));
        save(`${name}-${colorScheme}`, await settled(page));
        await page.setViewportSize(screen);
      }
      await page.setViewportSize({ width: 390, height: 844 });
      for (const { name, path, ready } of shots) {
        if (!narrow.includes(name)) continue;
        await open(page, path, ready);
        save(`${name}-narrow-${colorScheme}`, await settled(page));
      }
    } finally {
      await visit.close();
    }
  }
  await takeLedgerShots({ base, save });
  await takePathShots({ save, settled });
}

/** @param {{ base: string, save: (name: string, png: Buffer) => void }} options */
async function takeLedgerShots({ base, save }) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const visit = await openBrowser({ base, colorScheme });
    const { page } = visit;
    try {
      await signIn(page, 'Sam Okafor');
      if (colorScheme === 'light') await runHandover(page);
      const badge = page.getByRole('button', { name: /anchored outside/ });
      for (const { name, path, ready } of ledgerShots) {
        await open(page, path, ready);
        if (name === 'audit') await badge.first().waitFor();
        save(`${name}-${colorScheme}`, await settled(page, steadyTimes));
      }
      await open(page, '/understudy/audit?last=all', newestFirst);
      const row = page
        .getByRole('row')
        .filter({ hasText: /Sam Okafor.*Template task/ });
      await row.first().click();
      await page.getByText('proof ok, anchored').waitFor();
      save(`audit-entry-${colorScheme}`, await settled(page, steadyTimes));
      await open(page, '/understudy/audit?last=all', newestFirst);
      await badge.first().click();
      await page.getByText('How this was checked').waitFor();
      save(`audit-proof-${colorScheme}`, await settled(page, steadyTimes));
      await page.keyboard.press('Escape');
      await open(page, '/catalog/default/component/payments', 'Timeline');
      const timeline = page.getByRole('article', { name: 'Timeline' });
      await timeline.getByRole('button', { name: /anchored/ }).waitFor();
      await timeline.scrollIntoViewIfNeeded();
      await steadyTimes(page);
      save(`timeline-${colorScheme}`, await timeline.screenshot());
      await page.setViewportSize({ width: 390, height: 844 });
      await open(page, '/understudy/audit?last=all', newestFirst);
      await badge.first().waitFor();
      save(`audit-narrow-${colorScheme}`, await settled(page, steadyTimes));
    } finally {
      await visit.close();
    }
  }
}

/**
 * A picture that looks the same a moment later: titles of entities, for instance, come after the rest.
 * @param {import('playwright-core').Page} page
 * @param {(page: import('playwright-core').Page) => Promise<void>} [prepare] done before each picture
 */
async function settled(page, prepare = async () => {}) {
  await prepare(page);
  let picture = await page.screenshot();
  for (let again = 0; again < 20; again += 1) {
    await wait(500);
    await prepare(page);
    const next = await page.screenshot();
    if (next.equals(picture)) break;
    picture = next;
  }
  return picture;
}

/** @param {import('playwright-core').Page} page */
async function wholePage(page) {
  const height = await page.evaluate(
    () => document.documentElement.scrollHeight,
  );
  return { ...screen, height };
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} path
 * @param {string | RegExp} ready
 */
async function open(page, path, ready) {
  await page.goto(path);
  await page
    .getByRole('heading', { name: ready })
    .or(page.getByText(ready, { exact: true }))
    .first()
    .waitFor();
  await networkQuiet(page);
  // Nothing that blinks or fades, and no pointer over anything.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
}
