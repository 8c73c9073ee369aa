// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureChromium } from '../browser/ensureChromium.mjs';
import { looksSame } from '../browser/looksSame.mjs';
import { smallPng } from '../browser/smallPng.mjs';
import { startTrialHost } from '../browser/startTrialHost.mjs';
import { ensureAppBuilt } from '../src/appBuild.mjs';
import { onSignal } from '../src/stopping.mjs';

export const help = `
npm run screenshots   writes a picture of every page, light and dark, to docs/images; those that show the same stay
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context) {
  const folder = join(context.root, 'docs/images');
  mkdirSync(folder, { recursive: true });
  process.env.UNDERSTUDY_CHROMIUM = await ensureChromium(context);
  await ensureAppBuilt(context);
  const host = await context.step(
    'backend',
    'Starting Backstage with an empty database',
    () => startTrialHost({ name: 'screenshots' }),
  );
  onSignal(signal => {
    host.kill();
    process.exit(signal === 'SIGTERM' ? 143 : 130);
  });
  let all = 0;
  let changed = 0;
  let bytes = 0;
  try {
    const { takeScreenshots } = await import(
      pathToFileURL(join(context.root, 'test/browser/screenshots.mjs')).href
    );
    await takeScreenshots({
      base: host.url,
      /** @param {string} name @param {Buffer} png */
      save(name, png) {
        const file = join(folder, `${name}.png`);
        const small = smallPng(png);
        all += 1;
        bytes += small.length;
        if (existsSync(file) && looksSame(readFileSync(file), small)) return;
        writeFileSync(file, small);
        changed += 1;
        context.log(relative(context.root, file));
      },
    });
  } finally {
    await host.stop();
  }
  context.log(
    `${all} pictures, ${Math.round(
      bytes / 1024,
    )} KB; ${changed} of them are new or changed.`,
  );
  return 0;
}
