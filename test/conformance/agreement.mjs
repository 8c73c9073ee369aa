// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newest } from '../cluster/versions.mjs';
import { compare } from './support/compare.mjs';
import { olderWording } from './support/olderWording.mjs';
import { notCovered } from './notCovered.mjs';
import { versionDifferences } from './versionDifferences.mjs';

/**
 * @typedef {object} Outcome
 * @property {string} name of the case
 * @property {string} ground that the practice cluster was compared with
 * @property {'agreed' | 'differing' | 'notCovered' | 'versionDiffers' | 'notRun'} outcome
 * @property {string[]} lines what differs, or why it was not compared
 */

/**
 * What one ground saw, by the name of the case.
 *
 * @param {string} folder
 * @param {string} ground
 * @returns {Promise<Record<string, unknown>>}
 */
export async function observationsOf(folder, ground) {
  return JSON.parse(await readFile(join(folder, `${ground}.json`), 'utf8'));
}

/**
 * Holds the practice cluster against the other grounds that ran.
 *
 * @param {{ folder: string, grounds: string[], names: string[] }} options
 * @returns {Promise<Outcome[]>}
 */
export async function agreement({ folder, grounds, names }) {
  const practice = await observationsOf(folder, 'practice');
  const out = [];
  for (const ground of grounds) {
    const other = await observationsOf(folder, ground);
    for (const name of names) {
      out.push({ name, ground, ...judged(name, ground, practice, other) });
    }
  }
  return out;
}

/**
 * @param {string} name
 * @param {string} ground
 * @param {Record<string, unknown>} practice
 * @param {Record<string, unknown>} other
 * @returns {Pick<Outcome, 'outcome' | 'lines'>}
 */
function judged(name, ground, practice, other) {
  const declared = notCovered.find(entry => entry.name === name);
  if (declared) return { outcome: 'notCovered', lines: [declared.reason] };
  if (practice[name] === undefined || other[name] === undefined) {
    const where = practice[name] === undefined ? 'practice' : ground;
    return { outcome: 'notRun', lines: [`failed on ${where}`] };
  }
  const isOlder = ground !== 'foreign' && ground !== newest;
  const [left, right] = [practice[name], other[name]].map(seen =>
    isOlder ? olderWording(seen) : seen,
  );
  const lines = compare(left, right);
  if (lines.length === 0) return { outcome: 'agreed', lines };
  const version = versionDifferences.find(
    entry => entry.name === name && entry.version === ground,
  );
  return version
    ? { outcome: 'versionDiffers', lines: [version.reason] }
    : { outcome: 'differing', lines };
}
