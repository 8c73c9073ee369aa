// @ts-check
import { setTimeout as wait } from 'node:timers/promises';

/** @type {WeakMap<import('playwright-core').Page, Set<import('playwright-core').Request>>} */
const underWay = new WeakMap();

/** Streams stay open for as long as a page does. */
const STREAM = /\/api\/understudy\/v1\/audit\/tail/;

/**
 * Counts what the pages of a context ask for, so that {@link networkQuiet} can wait for it.
 * @param {import('playwright-core').BrowserContext} context
 */
export function watchRequests(context) {
  context.on('page', page => {
    /** @type {Set<import('playwright-core').Request>} */
    const requests = new Set();
    underWay.set(page, requests);
    page.on('request', request => {
      if (!STREAM.test(request.url())) requests.add(request);
    });
    page.on('requestfinished', request => requests.delete(request));
    page.on('requestfailed', request => requests.delete(request));
    page.on('framenavigated', frame => {
      if (frame === page.mainFrame()) requests.clear();
    });
  });
}

/**
 * Waits until a page has asked for nothing for half a second. Playwright's own `networkidle` would wait for
 * the stream of new entries to end, which it never does.
 * @param {import('playwright-core').Page} page
 */
export async function networkQuiet(page) {
  const requests = underWay.get(page) ?? new Set();
  const until = Date.now() + 30_000;
  let quietSince = Date.now();
  while (Date.now() - quietSince < 500) {
    if (Date.now() > until) {
      const waiting = [...requests].map(request => request.url()).join(', ');
      throw new Error(`The page never came to rest: ${waiting}`);
    }
    await wait(50);
    if (requests.size > 0) quietSince = Date.now();
  }
}
