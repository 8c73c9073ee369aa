// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { paths, root } from './paths.mjs';
import { progress } from './progress.mjs';
import { readStamp, removeStamp, writeStamp } from './stamp.mjs';
import { step } from './steps.mjs';
import { withDependencies } from './workspaces.mjs';

const stampFile = join(paths.stamps, 'app');
const dist = join(root, 'packages/app/dist');

/** What the built pages depend on. */
function wanted() {
  return fingerprint(
    root,
    [
      // The build looks here for the title and for which plugins to take in.
      join(root, 'app-config.yaml'),
      join(root, 'yarn.lock'),
      join(root, 'tsconfig.json'),
      ...withDependencies('@understudy/app').map(({ dir }) => dir),
    ],
    [process.versions.node],
  );
}

/**
 * Builds the pages when anything they are made from has changed.
 * @param {import('./context.mjs').Context} context
 */
export async function ensureAppBuilt(context) {
  const stamp = wanted();
  if (readStamp(stampFile) === stamp && existsSync(join(dist, 'index.html')))
    return;
  await step('pages', 'Building the pages, about 40 seconds', async () => {
    // The stamp goes first and comes back last: a killed build is simply done again.
    removeStamp(stampFile);
    const show = progress();
    try {
      await context.bin('backstage-cli', ['package', 'build'], {
        cwd: join(root, 'packages/app'),
        env: { ...process.env, NODE_ENV: 'production', FORCE_COLOR: '0' },
        logFile: join(paths.logs, 'pages.log'),
        onLine: show.line,
      });
    } finally {
      show.end();
    }
    writeStamp(stampFile, stamp);
  });
}
