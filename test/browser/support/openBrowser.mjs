// @ts-check
import { chromium } from 'playwright-core';
import { watchRequests } from './networkQuiet.mjs';

/** Where the tests find Backstage; the script `test:browser` says so. */
export const url = process.env.UNDERSTUDY_URL ?? 'http://localhost:7007';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * @typedef {object} Visit
 * @property {import('playwright-core').Page} page
 * @property {import('playwright-core').BrowserContext} context
 * @property {string[]} strayRequests what any window asked of another machine
 * @property {string[]} pageErrors what any window failed at without anybody catching it
 * @property {() => Promise<void>} close
 */

/**
 * Opens Chromium on this machine only, and notes whatever would have gone elsewhere.
 * @param {import('playwright-core').BrowserContextOptions & { base?: string }} [options]
 * @returns {Promise<Visit>}
 */
export async function openBrowser({ base = url, ...options } = {}) {
  const browser = await chromium.launch({
    executablePath: process.env.UNDERSTUDY_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--force-color-profile=srgb',
      // Letters without coloured edges: pictures of them are half as large.
      '--disable-lcd-text',
    ],
  });
  const context = await browser.newContext({
    baseURL: base,
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(30_000);
  watchRequests(context);
  /** @type {string[]} */
  const strayRequests = [];
  /** @type {string[]} */
  const pageErrors = [];
  context.on('request', request => {
    const { protocol, hostname } = new URL(request.url());
    const isLocal = LOOPBACK.includes(hostname);
    if (/^(https?|wss?):$/.test(protocol) && !isLocal) {
      strayRequests.push(request.url());
    }
  });
  context.on('weberror', error =>
    pageErrors.push(String(error.error().message)),
  );
  await context.route(
    ({ hostname }) => !LOOPBACK.includes(hostname),
    route => route.abort(),
  );
  return {
    page: await context.newPage(),
    context,
    strayRequests,
    pageErrors,
    close: () => browser.close(),
  };
}
