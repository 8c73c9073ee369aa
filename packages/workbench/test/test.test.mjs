// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { paths } from '../src/paths.mjs';
import { countLine, jestCounts, sum } from '../src/testCounts.mjs';
import { testSelection } from '../src/testSelection.mjs';

describe('the count of tests', () => {
  it('adds both runners, and a file that did not run is a failure', () => {
    const jest = jestCounts({
      numPassedTests: 40,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 2,
    });
    assert.equal(
      countLine(sum([jest, { passed: 2, failed: 0, skipped: 0 }])),
      '42 passed, 3 failed',
    );
    assert.equal(countLine(sum([])), '0 passed, 0 failed');
    assert.equal(
      countLine({ passed: 1, failed: 0, skipped: 2 }),
      '1 passed, 0 failed, 2 skipped',
    );
  });

  it('of node --test leaves suites out', () => {
    const folder = mkdtempSync(join(tmpdir(), 'workbench-'));
    try {
      const file = join(folder, 'some.test.mjs');
      writeFileSync(
        file,
        `import { describe, it } from 'node:test';
         describe('a suite', () => {
           it('passes', () => {});
           it('fails', () => { throw new Error('no'); });
           it('is left out', { skip: true }, () => {});
         });
         it('passes too', () => {});`,
      );
      const counts = join(folder, 'counts.json');
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      spawnSync(
        process.execPath,
        [
          '--test',
          `--test-reporter=${join(paths.workbench, 'src/countReporter.mjs')}`,
          `--test-reporter-destination=${counts}`,
          file,
        ],
        { env },
      );
      assert.deepEqual(JSON.parse(readFileSync(counts, 'utf8')), {
        passed: 2,
        failed: 1,
        skipped: 1,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('which tests are meant', () => {
  const root = '/checkout';
  const nodeTests = [
    '/checkout/packages/workbench/test/ci.test.mjs',
    '/checkout/packages/workbench/test/start.test.mjs',
  ];
  /** @param {string[]} args */
  const select = (...args) =>
    testSelection(args, { root, cwd: root, nodeTests });

  it('is all of them when nothing is named', () => {
    assert.deepEqual(select(), { nodeTests, jest: [], namePattern: undefined });
    assert.deepEqual(select('-t', 'signs in', '--coverage'), {
      nodeTests,
      jest: ['-t', 'signs in', '--coverage'],
      namePattern: 'signs in',
    });
  });

  it('goes by path to the runner that has them', () => {
    assert.deepEqual(select('plugins/understudy-common', '-t', 'roles'), {
      nodeTests: [],
      jest: ['-t', 'roles', 'plugins/understudy-common'],
      namePattern: 'roles',
    });
    assert.deepEqual(select('packages/workbench'), {
      nodeTests,
      jest: undefined,
      namePattern: undefined,
    });
    assert.deepEqual(
      select('./packages/workbench/test/ci.test.mjs').nodeTests,
      [nodeTests[0]],
    );
    assert.deepEqual(select('start.test'), {
      nodeTests: [nodeTests[1]],
      jest: ['start.test'],
      namePattern: undefined,
    });
    assert.deepEqual(select('packages'), {
      nodeTests,
      jest: ['packages'],
      namePattern: undefined,
    });
  });
});
