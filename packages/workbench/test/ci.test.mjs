// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parts } from '../ci/parts.mjs';
import { schedule } from '../ci/schedule.mjs';
import { countTests, table, total } from '../ci/summary.mjs';

/** @typedef {import('../ci/parts.mjs').Part} Part */

/**
 * Runs parts whose end is decided here, and keeps what happened.
 *
 * @param {Part[]} list
 * @param {string[]} [red]
 */
async function observe(list, red = []) {
  /** @type {string[]} */
  const order = [];
  /** @type {string[]} */
  const leftOut = [];
  let used = 0;
  let most = 0;
  const results = await schedule(
    list,
    2,
    async part => {
      order.push(part.name);
      used += part.cores ?? 1;
      most = Math.max(most, used);
      await new Promise(resolve => setImmediate(resolve));
      used -= part.cores ?? 1;
      return !red.includes(part.name);
    },
    part => leftOut.push(part.name),
  );
  return { order, leftOut, most, results };
}

describe('the order of the parts', () => {
  it('never takes more than two cores and keeps to what comes after what', async () => {
    const { order, most, results } = await observe([
      { name: 'a', run: [] },
      { name: 'b', run: [], after: ['a'] },
      { name: 'c', run: [], cores: 2 },
      { name: 'd', run: [] },
    ]);
    assert.equal(most, 2);
    assert.ok(order.indexOf('a') < order.indexOf('b'));
    assert.deepEqual([...order].sort(), ['a', 'b', 'c', 'd']);
    assert.ok([...results.values()].every(result => result === 'ok'));
  });

  it('goes on after a red part and leaves out only what needs it', async () => {
    const { order, leftOut, results } = await observe(
      [
        { name: 'a', run: [] },
        { name: 'b', run: [], after: ['a'] },
        { name: 'c', run: [], after: ['b'] },
        { name: 'd', run: [] },
      ],
      ['a'],
    );
    assert.deepEqual(order, ['a', 'd']);
    assert.deepEqual(leftOut, ['b', 'c']);
    assert.equal(results.get('a'), 'red');
    assert.equal(results.get('d'), 'ok');
  });

  it('says when parts wait for each other', async () => {
    await assert.rejects(
      observe([
        { name: 'a', run: [], after: ['b'] },
        { name: 'b', run: [], after: ['a'] },
      ]),
      /a, b/,
    );
  });

  it('names only parts that stand before', () => {
    const seen = new Set();
    for (const part of parts({ cache: 'cache' })) {
      for (const name of part.after ?? []) {
        assert.ok(seen.has(name), `${part.name} comes after ${name}`);
      }
      assert.ok(!seen.has(part.name), `${part.name} stands once`);
      seen.add(part.name);
    }
  });
});

describe('the summary', () => {
  const green = {
    name: 'test',
    result: /** @type {const} */ ('ok'),
    seconds: 61.4,
    tests: { passed: 12, failed: 0 },
  };

  it('reads the last count of a runner, coloured or not', () => {
    assert.deepEqual(
      countTests('1 passed, 0 failed\nmore\n7 passed, 2 failed\n'),
      {
        passed: 7,
        failed: 2,
      },
    );
    assert.deepEqual(
      countTests('\u001b[32m3 passed, 0 failed\u001b[39m in 2 s'),
      {
        passed: 3,
        failed: 0,
      },
    );
    assert.equal(countTests('all is well'), undefined);
  });

  it('counts a red part without a failed test of its own as one failed', () => {
    const red = {
      name: 'tsc',
      result: /** @type {const} */ ('red'),
      seconds: 3,
      tests: undefined,
    };
    const crashed = {
      ...red,
      name: 'test:db',
      tests: { passed: 4, failed: 0 },
    };
    const leftOut = {
      ...red,
      name: 'build',
      result: /** @type {const} */ ('left out'),
    };
    const failing = { ...red, name: 'x', tests: { passed: 1, failed: 3 } };
    assert.deepEqual(total([green]), { passed: 12, failed: 0 });
    assert.deepEqual(total([green, red, crashed, leftOut, failing]), {
      passed: 17,
      failed: 6,
    });
  });

  it('shows part, result, seconds and tests', () => {
    assert.equal(
      table([
        green,
        { name: 'tsc', result: 'red', seconds: 3, tests: undefined },
      ]),
      [
        'part  result  seconds  tests',
        'test  ok           61  12 passed, 0 failed',
        'tsc   RED           3',
      ].join('\n'),
    );
  });
});
