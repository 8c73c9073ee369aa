// @ts-check
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from './explain.mjs';
import { fingerprint } from './fingerprint.mjs';
import { paths, root } from './paths.mjs';
import { progress } from './progress.mjs';
import { readStamp, writeStamp } from './stamp.mjs';
import { step } from './steps.mjs';
import { withSetupLock } from './withSetupLock.mjs';
import { workspaces } from './workspaces.mjs';

const stampFile = join(paths.modules, '.understudy/install');
/** What will not get better by trying the next package. */
const fatal = ['no-network', 'certificate', 'registry-refuses', 'disk-full'];
const runningFile = join(paths.stamps, 'install.running');

/** What the installed packages depend on. */
function wanted() {
  return fingerprint(
    root,
    [
      join(root, 'package.json'),
      join(root, 'yarn.lock'),
      join(root, '.yarnrc.yml'),
      ...workspaces().map(({ dir }) => join(dir, 'package.json')),
    ],
    [process.versions.node, process.platform, process.arch],
  );
}

/** Whether the packages are installed as the lock file says. */
export function isInstalled() {
  return readStamp(stampFile) === wanted();
}

/**
 * Installs the packages when anything that decides about them has changed.
 * @param {(args: string[], options: import('./exec.mjs').ExecOptions) => Promise<unknown>} yarn
 */
export async function ensureInstalled(yarn) {
  if (isInstalled()) return;
  await withSetupLock(async () => {
    if (isInstalled()) return;
    const first = !existsSync(join(paths.modules, '.yarn-state.yml'));
    await step(
      'install',
      `Installing the packages of yarn.lock${
        first ? ', about two minutes the first time' : ''
      }`,
      async () => {
        // A killed install may have left halves; yarn looks at each package again if it finds no state.
        if (existsSync(runningFile)) {
          rmSync(join(paths.modules, '.yarn-state.yml'), { force: true });
        }
        writeStamp(runningFile, String(process.pid));
        rmSync(stampFile, { force: true });
        await yarnInstall(yarn);
        writeStamp(stampFile, wanted());
        rmSync(runningFile, { force: true });
      },
    );
  });
}

/** @param {(args: string[], options: import('./exec.mjs').ExecOptions) => Promise<unknown>} yarn */
async function yarnInstall(yarn) {
  const show = progress();
  let linking = false;
  try {
    await yarn(['install', '--immutable'], {
      logFile: join(paths.logs, 'install.log'),
      onLine: (line, stop) => {
        linking ||= line.includes('Link step');
        show.line(line);
        // Yarn goes on with the other thousand packages, for many minutes; one that is missing is enough to know.
        if (line.startsWith('➤') && explain(line, fatal)) stop();
      },
    });
  } catch (error) {
    // It failed before it touched anything: there are no halves.
    if (!linking) rmSync(runningFile, { force: true });
    throw error;
  } finally {
    show.end();
  }
}
