// @ts-check
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const generated = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  '.git',
]);

/**
 * The files below some files and folders, sorted, without what is generated.
 * @param {string[]} places absolute paths; those that do not exist count as empty
 * @returns {string[]}
 */
export function filesBelow(places) {
  /** @type {string[]} */
  const files = [];
  for (const place of places) {
    const stat = lstatSync(place, { throwIfNoEntry: false });
    if (stat?.isFile()) files.push(place);
    if (!stat?.isDirectory()) continue;
    const inside = readdirSync(place).filter(name => !generated.has(name));
    files.push(...filesBelow(inside.map(name => join(place, name))));
  }
  return files.sort();
}

/**
 * A digest of file names and contents: equal when nothing that counts has changed, whatever the clocks say.
 * @param {string} root names are relative to it, so that a moved checkout stays the same
 * @param {string[]} places files and folders
 * @param {string[]} [also] other things that count
 */
export function fingerprint(root, places, also = []) {
  const hash = createHash('sha256');
  for (const thing of also) hash.update(`${thing.length}:${thing}\n`);
  for (const file of filesBelow(places)) {
    const content = readFileSync(file);
    const name = relative(root, file).split(sep).join('/');
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
