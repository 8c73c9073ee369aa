// @ts-check
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * @typedef {object} Workspace
 * @property {string} dir relative to the root
 * @property {any} manifest its package.json
 * @property {boolean} publishable
 */

/**
 * The packages of this repository, in the order of their folders.
 *
 * @param {string} root
 * @returns {Promise<Workspace[]>}
 */
export async function workspaces(root) {
  const found = [];
  for (const group of ['packages', 'plugins']) {
    const names = await readdir(path.join(root, group)).catch(() => []);
    found.push(...names.sort().map(name => `${group}/${name}`));
  }
  found.push('test');

  /** @type {Workspace[]} */
  const result = [];
  for (const dir of found) {
    const file = path.join(root, dir, 'package.json');
    if (existsSync(file)) {
      const manifest = JSON.parse(await readFile(file, 'utf8'));
      result.push({ dir, manifest, publishable: manifest.private !== true });
    }
  }
  return result;
}
