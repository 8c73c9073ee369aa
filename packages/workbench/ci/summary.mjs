// @ts-check
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {import('./schedule.mjs').Result} result
 * @property {number} seconds
 * @property {{ passed: number, failed: number } | undefined} tests what its runner counted
 */

/**
 * What a test runner said at its end: `N passed, N failed`.
 *
 * @param {string} output
 * @returns {{ passed: number, failed: number } | undefined}
 */
export function countTests(output) {
  const lines = stripVTControlCharacters(output).split('\n').reverse();
  for (const line of lines) {
    const match = line.match(/^\s*(\d+) passed, (\d+) failed\b/);
    if (match) {
      return { passed: Number(match[1]), failed: Number(match[2]) };
    }
  }
  return undefined;
}

/**
 * The sum of all runners. A red part that counted no failed test of its own (a type error, a crash, a part left out)
 * counts as one failed, so that the last line never looks better than the exit code.
 *
 * @param {Outcome[]} outcomes
 */
export function total(outcomes) {
  return outcomes.reduce(
    (sum, { result, tests }) => ({
      passed: sum.passed + (tests?.passed ?? 0),
      failed:
        sum.failed +
        (result === 'ok'
          ? tests?.failed ?? 0
          : Math.max(1, tests?.failed ?? 0)),
    }),
    { passed: 0, failed: 0 },
  );
}

/**
 * @param {Outcome[]} outcomes
 * @returns {string}
 */
export function table(outcomes) {
  const rows = [
    ['part', 'result', 'seconds', 'tests'],
    ...outcomes.map(({ name, result, seconds, tests }) => [
      name,
      result === 'red' ? 'RED' : result,
      result === 'left out' ? '' : String(Math.round(seconds)),
      tests ? `${tests.passed} passed, ${tests.failed} failed` : '',
    ]),
  ];
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column === 2
            ? cell.padStart(widths[column])
            : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
