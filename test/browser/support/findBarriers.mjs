// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/**
 * What axe finds against WCAG 2.1 AA that is serious or worse, in the whole page.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function findBarriers(page) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await /** @type {any} */ (window).axe.run(
      document,
      {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
        resultTypes: ['violations'],
      },
    );
    return found;
  });
  return violations
    .filter((/** @type {{ impact: string }} */ { impact }) =>
      ['serious', 'critical'].includes(impact),
    )
    .flatMap((/** @type {any} */ violation) =>
      violation.nodes.map(
        (/** @type {any} */ node) =>
          `${violation.id} (${violation.impact}): ${node.target.join(' ')}: ${
            node.failureSummary
          }`,
      ),
    );
}
