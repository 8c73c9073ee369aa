// @ts-check
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = [
  process.env.UNDERSTUDY_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/**
 * A browser that talks to this machine only.
 *
 * @template T
 * @param {(page: import('playwright-core').Page) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withPage(use) {
  const executablePath = PLACES.find(place => place && existsSync(place));
  if (!executablePath) {
    throw new Error(
      'No Chromium found: install it (Debian: apt-get install chromium) or name it in UNDERSTUDY_CHROMIUM.',
    );
  }
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route(
      url => !['localhost', '127.0.0.1'].includes(url.hostname),
      route => route.abort(),
    );
    return await use(page);
  } finally {
    await browser.close();
  }
}

/**
 * Signs in as the guest of a fresh Backstage, which asks in the new frontend and does it by itself in the old one.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} url
 */
export async function openAsGuest(page, url) {
  await page.goto(url);
  const enter = page.getByRole('button', { name: 'Enter' });
  const heading = page.getByRole('heading').first();
  await enter.or(heading).first().waitFor({ timeout: 60_000 });
  if (await enter.isVisible()) {
    await enter.click();
    await enter.waitFor({ state: 'detached', timeout: 60_000 });
  }
}

/**
 * A tab of an entity page: a link in the new frontend, a tab in the old one.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
export function entityTab(page, name) {
  return page
    .getByRole('tab', { name, exact: true })
    .or(page.getByRole('main').getByRole('link', { name, exact: true }));
}
