// @ts-check
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { engineCounts } from '../db/engineCounts.mjs';
import { ensurePostgres } from '../db/ensurePostgres.mjs';
import { startPostgres } from '../db/startPostgres.mjs';
import { filesBelow } from '../src/fingerprint.mjs';
import { paths, root } from '../src/paths.mjs';
import { countLine, jestCounts } from '../src/testCounts.mjs';

export const help = `
npm run test:db                runs the tests of every store and migration on SQLite and on a real PostgreSQL
npm run test:db -- <words> …   only the files whose path contains one of the words

Those are the files *.db.test.ts. The server is started on a free port of this machine only, and is gone afterwards.
`;

const TEST = /\.db\.test\.tsx?$/;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const files = filesBelow(
    ['packages', 'plugins', 'test'].map(name => join(root, name)),
  )
    .map(file => relative(root, file))
    .filter(file => TEST.test(file))
    .filter(file => !args.length || args.some(word => file.includes(word)));
  if (!files.length) {
    context.log('No test of a store matches.');
    return 1;
  }
  const postgres = await ensurePostgres(context);
  const running = await context.step(
    'postgres',
    `starting ${postgres.version}`,
    () => startPostgres(postgres),
  );
  let databases = 0;
  let outcome;
  try {
    outcome = await runJest(context, files, {
      [`BACKSTAGE_TEST_DATABASE_POSTGRES${postgres.major}_CONNECTION_STRING`]:
        running.url,
    });
  } finally {
    databases = await running.stop();
  }
  return conclude(context, outcome, databases);
}

/**
 * @param {import('../src/context.mjs').Context} context
 * @param {string[]} files
 * @param {NodeJS.ProcessEnv} databases
 */
async function runJest(context, files, databases) {
  const output = join(paths.tools, 'jest-db.json');
  mkdirSync(paths.tools, { recursive: true });
  rmSync(output, { force: true });
  const { code } = await context.bin(
    'backstage-cli',
    [
      'repo',
      'test',
      '--watchAll=false',
      '--maxWorkers=2',
      // A machine that does other things too is no reason to fail.
      '--testTimeout=60000',
      '--json',
      `--outputFile=${output}`,
      ...files.map(file => file.replaceAll(/[.+()[\]]/g, '\\$&')),
    ],
    {
      env: {
        ...process.env,
        ...databases,
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
      },
      allowFailure: true,
    },
  );
  try {
    return { code, results: JSON.parse(readFileSync(output, 'utf8')) };
  } catch {
    return { code: code || 1, results: undefined };
  }
}

/**
 * @param {import('../src/context.mjs').Context} context
 * @param {{ code: number, results: any }} outcome
 * @param {number} databases made in PostgreSQL
 */
function conclude(context, { code, results }, databases) {
  if (!results) {
    context.log('The tests broke down before they could be counted.');
    context.log('0 passed, 1 failed');
    return 1;
  }
  const { ran, problems } = engineCounts(results.testResults);
  if (databases === 0) problems.push('PostgreSQL was asked for no database');
  for (const [engine, count] of Object.entries(ran)) {
    context.log(`${engine}: ${count} tests ran`);
  }
  context.log(`PostgreSQL made ${databases} databases for them`);
  const counts = jestCounts(results);
  for (const problem of problems) {
    context.log(`FAILED: ${problem.replaceAll(`${root}/`, '')}`);
    counts.failed += 1;
  }
  if (counts.skipped > 0) {
    context.log('FAILED: a test of a store was skipped');
    counts.failed += 1;
  }
  context.log(countLine(counts));
  return code === 0 && counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}
