// @ts-check
import { openWhenRead } from './catalog.mjs';
import { networkQuiet } from './networkQuiet.mjs';
import { openBrowser } from './openBrowser.mjs';
import { askForApproval, preparePlan, writePlan } from './plans.mjs';
import { signIn } from './signIn.mjs';
import { startPathHost } from './startPathHost.mjs';
import { steadyTimes } from './steadyTimes.mjs';

const screen = { width: 1280, height: 800 };

/**
 * Takes a picture of each page of the path, with a plan on live objects of the practice clusters.
 * @param {{ save: (name: string, png: Buffer) => void, settled: (page: import('playwright-core').Page, prepare: (page: import('playwright-core').Page) => Promise<void>) => Promise<Buffer> }} options
 */
export async function takePathShots({ save, settled }) {
  const host = await startPathHost({ name: 'screenshots-path' });
  try {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const dana = await openBrowser({ base: host.url, colorScheme });
      const sam = await openBrowser({ base: host.url, colorScheme });
      try {
        await signIn(dana.page, 'Dana Reyes');
        await openWhenRead(dana.page, '/catalog/default/component/payments');
        await writePlan(dana.page, { replicas: 12, why: 'Checkout is slow.' });
        await networkQuiet(dana.page);
        await dana.page.evaluate(() => window.scrollTo(0, 0));
        save(`plan-new-${colorScheme}`, await settled(dana.page, steadyPath));
        const plan = await preparePlan(dana.page);
        await askForApproval(dana.page);
        await signIn(sam.page, 'Sam Okafor');
        await sam.page.goto(
          `/understudy/approvals?plan=${plan.split('/').pop()}`,
        );
        await sam.page.getByRole('button', { name: /^Approve/ }).waitFor();
        await networkQuiet(sam.page);
        const height = await sam.page.evaluate(
          () => document.documentElement.scrollHeight,
        );
        await sam.page.setViewportSize({ ...screen, height });
        save(`approvals-${colorScheme}`, await settled(sam.page, steadyPath));
        await sam.page.setViewportSize({ width: 390, height: 844 });
        save(
          `approvals-narrow-${colorScheme}`,
          await settled(sam.page, steadyPath),
        );
        await sam.page.setViewportSize(screen);
        await sam.page.goto('/understudy/policies');
        await sam.page.getByText('Version 1').first().waitFor();
        await networkQuiet(sam.page);
        save(`policies-${colorScheme}`, await settled(sam.page, steadyPath));
        // The next picture has one request again.
        await dana.page
          .getByRole('button', { name: 'Cancel the plan …' })
          .click();
        const dialog = dana.page.getByRole('dialog');
        await dialog.getByRole('textbox').fill('Over.');
        await dialog.getByRole('button', { name: 'Cancel the plan' }).click();
        await dialog.waitFor({ state: 'hidden' });
      } finally {
        await dana.close();
        await sam.close();
      }
    }
  } finally {
    await host.stop();
  }
}

/**
 * Times, hashes and uids are others each time; the picture is not.
 * @param {import('playwright-core').Page} page
 */
async function steadyPath(page) {
  await steadyTimes(page);
  await page.evaluate(() => {
    const words = document.createTreeWalker(document.body, 4);
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      const text = node.nodeValue ?? '';
      const steady = text
        .replace(/\b\d+ secs?\b/g, '9 secs')
        .replace(/\b[0-9a-f]{6}…[0-9a-f]{4}\b/g, '37c8aa…1b56')
        .replace(/^[0-9a-f]{8}$/g, '921795a5')
        .replace(/\d{4}-\d{2}-\d{2} at \d{2}:\d{2}/g, '2026-03-15 at 20:51');
      if (steady !== text) node.nodeValue = steady;
    }
  });
}
