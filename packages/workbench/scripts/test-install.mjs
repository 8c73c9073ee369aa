// @ts-check
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from '../browser/ensureChromium.mjs';
import { registryEnvironment } from '../src/npmSettings.mjs';
import { paths } from '../src/paths.mjs';
import { countLine } from '../src/testCounts.mjs';

export const help = `
npm run test:install              packs all packages, installs them into fresh Backstage apps, uses and removes them
npm run test:install -- --built   the same, without building first
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  if (!args.includes('--built')) {
    const built = await context.script('build');
    if (built !== 0) {
      return built;
    }
  }
  process.env.UNDERSTUDY_CHROMIUM = await ensureChromium(context);
  const counts = join(paths.tools, 'test-install.json');
  mkdirSync(paths.tools, { recursive: true });
  rmSync(counts, { force: true });
  const { code } = await context.execNode(
    '--test',
    [
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${join(paths.workbench, 'src/countReporter.mjs')}`,
      `--test-reporter-destination=${counts}`,
      join(context.root, 'test/install/install.test.mjs'),
    ],
    {
      allowFailure: true,
      env: { ...process.env, ...(await registryEnvironment()) },
    },
  );
  context.log(countLine(JSON.parse(readFileSync(counts, 'utf8'))));
  return code;
}
