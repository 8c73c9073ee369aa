// @ts-check
import { get } from './get.mjs';
import { StepError } from './StepError.mjs';

/**
 * Fetches the page and the scripts that it loads, as a browser would.
 * @param {string} url
 */
export async function checkPage(url) {
  const page = await get(url);
  if (page.status !== 200 || !page.type.includes('html')) {
    throw broken(`${url} answered ${page.status} ${page.type}`);
  }
  const scripts = [...page.body.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)];
  if (scripts.length === 0) throw broken(`${url} names no script`);
  for (const [, source] of scripts) {
    const script = new URL(source, url).href;
    const { status, type, body } = await get(script);
    if (status !== 200 || !type.includes('javascript') || !body) {
      throw broken(
        `${script} answered ${status} ${type} with ${body.length} characters`,
      );
    }
  }
}

/** @param {string} why */
function broken(why) {
  return new StepError({
    step: 'page',
    why: `the page is not served: ${why}.`,
    remedy: 'Build it anew: npm run clean, then run the same command again.',
  });
}
