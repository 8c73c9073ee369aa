// @ts-check
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from '../browser/ensureChromium.mjs';
import { startTrialHost } from '../browser/startTrialHost.mjs';
import { ensureAppBuilt } from '../src/appBuild.mjs';
import { paths } from '../src/paths.mjs';
import { onSignal } from '../src/stopping.mjs';
import { countLine } from '../src/testCounts.mjs';

export const help = `
npm run test:browser                builds the pages if they are stale, starts the example Backstage on free ports
                                    with an empty database, and uses it in Chromium as people would
npm run test:browser -- <words> …   only the files of test/browser whose name contains one of the words

UNDERSTUDY_CHROMIUM=<path> names a browser; without it the usual places are looked at, and Debian's package is
installed where that is possible. UNDERSTUDY_VERBOSE=1 shows the log of the backend.
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const folder = join(context.root, 'test/browser');
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.test.mjs'))
    .filter(name => !args.length || args.some(word => name.includes(word)))
    .map(name => join(folder, name));
  if (!files.length) {
    context.log('No browser test matches.');
    return 1;
  }
  const chromium = await ensureChromium(context);
  await ensureAppBuilt(context);
  const host = await context.step(
    'backend',
    'Starting Backstage with an empty database',
    () => startTrialHost(),
  );
  onSignal(signal => {
    host.kill();
    process.exit(signal === 'SIGTERM' ? 143 : 130);
  });
  const counts = join(paths.tools, 'test-browser.json');
  mkdirSync(paths.tools, { recursive: true });
  rmSync(counts, { force: true });
  try {
    const { code } = await context.execNode(
      '--test',
      [
        // One browser at a time: two cores would otherwise make them wait for one another.
        '--test-concurrency=1',
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        `--test-reporter=${join(paths.workbench, 'src/countReporter.mjs')}`,
        `--test-reporter-destination=${counts}`,
        ...files,
      ],
      {
        allowFailure: true,
        env: {
          ...process.env,
          UNDERSTUDY_URL: host.url,
          UNDERSTUDY_CHROMIUM: chromium,
        },
      },
    );
    context.log(countLine(JSON.parse(readFileSync(counts, 'utf8'))));
    return code;
  } finally {
    await host.stop();
  }
}
