// @ts-check
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findGo } from '../../../test/cluster/findGo.mjs';
import { buildOpa } from '../../../test/policy/buildOpa.mjs';
import { paths } from '../src/paths.mjs';
import { countLine, sum } from '../src/testCounts.mjs';

export const help = `
npm run test:policy   runs opa's own tests of the rules, and the decision suite on the compiled rules that are committed,
                      on rules compiled now, on opa and on a policy server; then the backend against that server and
                      against a bundle that opa signed

The program opa is built once, by Go, into the cache (UNDERSTUDY_CACHE, else ~/.cache/understudy).
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context) {
  try {
    findGo();
  } catch (error) {
    context.log(/** @type {Error} */ (error).message);
    context.log('0 passed, 1 failed');
    return 1;
  }
  const opa = buildOpa(context.log);
  const results = [
    await runFile(context, 'rules.test.mjs', []),
    // The same loader that `backstage-cli package start` uses, for our TypeScript.
    await runFile(
      context,
      'backendAgainstOpa.ts',
      [
        '--require',
        createRequire(join(context.root, 'package.json')).resolve(
          '@backstage/cli/config/nodeTransform.cjs',
        ),
      ],
      { ...process.env, UNDERSTUDY_TEST_OPA: opa },
    ),
  ];
  const total = sum(results.map(({ counted }) => counted));
  context.log(countLine(total));
  return results.every(({ code }) => code === 0) && total.failed === 0 ? 0 : 1;
}

/**
 * @param {import('../src/context.mjs').Context} context
 * @param {string} name of a file of test/policy
 * @param {string[]} options of node
 * @param {NodeJS.ProcessEnv} [env]
 */
async function runFile(context, name, options, env = process.env) {
  const output = join(paths.tools, 'test-policy.json');
  mkdirSync(paths.tools, { recursive: true });
  rmSync(output, { force: true });
  const { code } = await context.exec(
    context.node,
    [
      ...options,
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${join(paths.workbench, 'src/countReporter.mjs')}`,
      `--test-reporter-destination=${output}`,
      join(context.root, 'test/policy', name),
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
