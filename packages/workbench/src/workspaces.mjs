// @ts-check
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** @typedef {{ dir: string, manifest: { name: string, dependencies?: Record<string, string> } }} Workspace */

/**
 * The packages of this repository.
 * @returns {Workspace[]}
 */
export function workspaces() {
  const { workspaces: patterns } = readManifest(root);
  return patterns
    .flatMap((/** @type {string} */ pattern) => {
      if (!pattern.endsWith('/*')) return [join(root, pattern)];
      const folder = join(root, pattern.slice(0, -2));
      if (!existsSync(folder)) return [];
      return readdirSync(folder).map(name => join(folder, name));
    })
    .filter((/** @type {string} */ dir) =>
      existsSync(join(dir, 'package.json')),
    )
    .sort()
    .map((/** @type {string} */ dir) => ({ dir, manifest: readManifest(dir) }));
}

/**
 * A package of this repository and all others of it that it is made from.
 * @param {string} name
 * @returns {Workspace[]}
 */
export function withDependencies(name) {
  const all = new Map(workspaces().map(one => [one.manifest.name, one]));
  /** @type {Map<string, Workspace>} */
  const found = new Map();
  const open = [name];
  for (let next = open.pop(); next; next = open.pop()) {
    const workspace = all.get(next);
    if (!workspace || found.has(next)) continue;
    found.set(next, workspace);
    open.push(...Object.keys(workspace.manifest.dependencies ?? {}));
  }
  return [...found.values()];
}

/** @param {string} dir */
function readManifest(dir) {
  return JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
}
