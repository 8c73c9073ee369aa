// @ts-check
import { existsSync } from 'node:fs';
import { StepError } from '../src/StepError.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser of this machine; where Debian's package can be had, it is installed.
 * @param {import('../src/context.mjs').Context} context
 * @returns {Promise<string>} the path of its program
 */
export async function ensureChromium(context) {
  const named = process.env.UNDERSTUDY_CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new StepError({
      step: 'browser',
      why: `UNDERSTUDY_CHROMIUM names ${named}, and nothing is there.`,
      remedy: 'Correct it, or leave it out to have one looked for.',
    });
  }
  const found = PLACES.find(place => existsSync(place));
  if (found) return found;

  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    throw new StepError({
      step: 'browser',
      why: 'there is no Chromium on this machine.',
      remedy:
        'Install it (Debian and Ubuntu: sudo apt-get install chromium), or name one in UNDERSTUDY_CHROMIUM.',
    });
  }
  await context.step('browser', "Installing Debian's Chromium", async () => {
    const options = {
      capture: true,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    await context.exec('apt-get', ['update'], options);
    await context.exec(
      'apt-get',
      ['install', '--yes', '--no-install-recommends', 'chromium'],
      options,
    );
  });
  return '/usr/bin/chromium';
}
