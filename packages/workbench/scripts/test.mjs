// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../src/fingerprint.mjs';
import { paths, root } from '../src/paths.mjs';
import { countLine, jestCounts, sum } from '../src/testCounts.mjs';
import { testSelection } from '../src/testSelection.mjs';

export const help = `
npm test [-- paths and options]

Sets up what is missing and runs every test that needs no server of its own. The last line counts them.

  paths           run just the tests below these paths, or whose path contains these words
  -t <pattern>    run just the tests whose name matches
  --coverage, -u and other options of jest work too
`;

/** Jest's five seconds are short where others use the same cores; what hangs still ends. */
const PATIENCE = '--testTimeout=60000';

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const selection = testSelection(args, {
    root,
    cwd: process.env.INIT_CWD ?? process.cwd(),
    nodeTests: filesBelow([join(paths.workbench, 'test')]).filter(file =>
      file.endsWith('.test.mjs'),
    ),
  });
  const results = [];
  if (selection.nodeTests.length > 0)
    results.push(await runNodeTests(context, selection));
  if (selection.jest) results.push(await runJest(context, selection.jest));

  const counts = sum(results.map(result => result.counts));
  const ran = counts.passed + counts.failed;
  if (ran === 0) context.log('No test matches.');
  context.log(countLine(counts));
  return ran > 0 &&
    counts.failed === 0 &&
    results.every(({ code }) => code === 0)
    ? 0
    : 1;
}

/**
 * @param {import('../src/context.mjs').Context} context
 * @param {ReturnType<typeof testSelection>} selection
 */
async function runNodeTests(context, { nodeTests, namePattern }) {
  return counted('node-test', file =>
    context.exec(
      context.node,
      [
        '--test',
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        `--test-reporter=${join(paths.workbench, 'src/countReporter.mjs')}`,
        `--test-reporter-destination=${file}`,
        ...(namePattern ? [`--test-name-pattern=${namePattern}`] : []),
        ...nodeTests,
      ],
      { allowFailure: true },
    ),
  );
}

/**
 * @param {import('../src/context.mjs').Context} context
 * @param {string[]} args
 */
async function runJest(context, args) {
  const { counts, code } = await counted('jest', file =>
    context.bin(
      'backstage-cli',
      [
        'repo',
        'test',
        '--watchAll=false',
        '--maxWorkers=2',
        PATIENCE,
        '--json',
        `--outputFile=${file}`,
        ...args,
      ],
      { allowFailure: true },
    ),
  );
  return {
    counts: 'numPassedTests' in counts ? jestCounts(counts) : counts,
    code,
  };
}

/**
 * Runs something that writes JSON. When it wrote none, it broke down, and that is a failure too.
 * @param {string} name
 * @param {(file: string) => Promise<{ code: number }>} fn
 */
async function counted(name, fn) {
  const file = join(paths.tools, `${name}.json`);
  mkdirSync(paths.tools, { recursive: true });
  // Whether it can be written shows now, and not after ten minutes of tests.
  writeFileSync(file, '');
  const { code } = await fn(file);
  try {
    return { counts: JSON.parse(readFileSync(file, 'utf8')), code };
  } catch {
    return { counts: { passed: 0, failed: 1, skipped: 0 }, code: code || 1 };
  }
}
