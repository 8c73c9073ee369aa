// @ts-check
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from '../../packages/workbench/src/npm.mjs';

/**
 * A Node of the wanted version: this one where it fits, else one out of its npm package.
 *
 * @param {string} version
 * @param {string} cache
 * @returns {Promise<string>} the executable
 */
export async function bringNode(version, cache) {
  if (process.versions.node === version) {
    return process.execPath;
  }
  const name = `node-${process.platform}-${process.arch}`;
  const folder = path.join(cache, 'node', version);
  const node = path.join(folder, 'node_modules', name, 'bin/node');
  if (!existsSync(node)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
    await npm(
      [
        'install',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        `${name}@${version}`,
      ],
      { cwd: folder },
    );
  }
  return node;
}
