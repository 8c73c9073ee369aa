// @ts-check
/**
 * How far the practice cluster agrees with real ones: the suite runs on the
 * practice cluster and on each real version, and what they showed is compared.
 * Each line names its cases; `differing` must be 0.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kubernetesVersions } from '../cluster/versions.mjs';
import { agreement } from '../conformance/agreement.mjs';
import { comparedNames } from '../conformance/comparedNames.mjs';

const grounds = process.env.UNDERSTUDY_TEST_KUBECONFIG
  ? ['foreign']
  : [...kubernetesVersions.keys()];
const suite = fileURLToPath(
  new URL('../conformance/ground.test.mjs', import.meta.url),
);
const folder = await mkdtemp(join(tmpdir(), 'understudy-conformance-'));

/** @param {string} ground @returns {Promise<void>} */
function runSuite(ground) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--test', '--test-reporter=dot', suite],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          ...process.env,
          UNDERSTUDY_CONFORMANCE_GROUND: ground,
          UNDERSTUDY_CONFORMANCE_FOLDER: folder,
        },
      },
    );
    child.once('error', reject);
    // A case that failed shows as one that was not run on both.
    child.once('exit', () => resolve());
  });
}

/**
 * @param {string} metric
 * @param {import('../conformance/agreement.mjs').Outcome[]} outcomes
 * @param {number} all
 */
function print(metric, outcomes, all) {
  process.stdout.write(
    `${JSON.stringify({
      bench: 'conformance',
      metric,
      value: outcomes.length,
      unit: 'cases',
      baseline: all,
      ratio: Number((outcomes.length / all).toPrecision(4)),
      names: outcomes.map(({ name, ground, lines }) =>
        metric.startsWith('agreed')
          ? name
          : { name, ground, why: lines.slice(0, 5) },
      ),
    })}\n`,
  );
}

try {
  for (const ground of ['practice', ...grounds]) await runSuite(ground);
  /** @type {import('../conformance/agreement.mjs').Outcome[]} */
  const all = [];
  for (const ground of grounds) {
    all.push(
      ...(await agreement({
        folder,
        grounds: [ground],
        names: comparedNames(ground),
      })),
    );
  }
  const of = (/** @type {string[]} */ ...outcomes) =>
    all.filter(one => outcomes.includes(one.outcome));
  print('agreed', of('agreed'), all.length);
  print('differing', of('differing', 'notRun'), all.length);
  print('not_covered', of('notCovered'), all.length);
  print('version_differs', of('versionDiffers'), all.length);
  process.exitCode = of('differing', 'notRun').length > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}
