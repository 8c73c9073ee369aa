// @ts-check
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from '../../../test/cluster/bootstrap.mjs';
import { findGo } from '../../../test/cluster/findGo.mjs';
import { kubernetesVersions } from '../../../test/cluster/versions.mjs';
import { paths } from '../src/paths.mjs';
import { countLine, sum } from '../src/testCounts.mjs';

export const help = `
npm run test:cluster                runs the conformance suite on the practice cluster and on real control planes of the
                                    newest and the oldest supported Kubernetes, and holds one against the others; then
                                    the contract of connectors on the real ones
npm run test:cluster -- <words> …   only the cases whose name contains one of the words; kubectl names its script
npm run test:cluster -- connector   only the contract of connectors

The control planes are built once, by Go, into the cache (UNDERSTUDY_CACHE, else ~/.cache/understudy). Where there is
no Go, UNDERSTUDY_TEST_KUBECONFIG=<path> names a disposable cluster; the suite writes to it.
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const grounds = await realGrounds(context);
  if (!grounds) return 1;
  const connectors = args.length === 0 || args.includes('connector');
  const words = args.filter(word => word !== 'connector');
  const conformance = args.length === 0 || words.length > 0;
  const folder = mkdtempSync(join(tmpdir(), 'understudy-conformance-'));
  const env = {
    ...process.env,
    UNDERSTUDY_CONFORMANCE_FOLDER: folder,
    UNDERSTUDY_CONFORMANCE_GROUNDS: grounds.join(','),
    UNDERSTUDY_CONFORMANCE_WORDS: words.join(','),
  };
  const counts = [];
  let worst = 0;
  try {
    const files = [
      ...(conformance
        ? [
            ...['practice', ...grounds].map(ground => ({
              what: `The suite on ${ground}`,
              file: 'conformance/ground',
              ground,
            })),
            {
              what: 'What they showed, side by side',
              file: 'conformance/agreement',
            },
          ]
        : []),
      ...(connectors
        ? grounds.map(ground => ({
            what: `The contract of connectors on ${ground}`,
            file: 'cluster/connector',
            ground,
          }))
        : []),
    ];
    for (const { what, file, ...where } of files) {
      const ground = 'ground' in where ? where.ground : undefined;
      context.log(what);
      const { code, counted } = await runFile(context, file, {
        ...env,
        ...(ground && { UNDERSTUDY_CONFORMANCE_GROUND: ground }),
      });
      counts.push(counted);
      worst = Math.max(worst, code);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const total = sum(counts);
  context.log(countLine(total));
  return worst === 0 && total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/**
 * The real grounds, built where they are not yet; undefined where there can be
 * none, which is a failure and is said.
 *
 * @param {import('../src/context.mjs').Context} context
 * @returns {Promise<string[] | undefined>}
 */
async function realGrounds(context) {
  if (process.env.UNDERSTUDY_TEST_KUBECONFIG) return ['foreign'];
  try {
    findGo();
  } catch (error) {
    context.log(/** @type {Error} */ (error).message);
    context.log('0 passed, 1 failed');
    return undefined;
  }
  const versions = [...kubernetesVersions.keys()];
  for (const version of versions) {
    await bootstrap({ version, log: context.log });
  }
  return versions;
}

/**
 * @param {import('../src/context.mjs').Context} context
 * @param {string} name of a test file, below `test/`
 * @param {NodeJS.ProcessEnv} env
 */
async function runFile(context, name, env) {
  const output = join(paths.tools, 'test-cluster.json');
  mkdirSync(paths.tools, { recursive: true });
  rmSync(output, { force: true });
  const { code } = await context.execNode(
    '--test',
    [
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${join(paths.workbench, 'src/countReporter.mjs')}`,
      `--test-reporter-destination=${output}`,
      join(context.root, `test/${name}.test.mjs`),
    ],
    { allowFailure: true, env },
  );
  const counted = readCounts(output);
  // A file that broke before it could count is one failure.
  return counted
    ? { code, counted }
    : { code: code || 1, counted: { passed: 0, failed: 1, skipped: 0 } };
}

/** @param {string} file @returns {import('../src/testCounts.mjs').Counts | undefined} */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
