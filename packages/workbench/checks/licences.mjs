// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
// @ts-expect-error it has no types
import parse from 'spdx-expression-parse';
import { workspaces } from './workspaces.mjs';

/**
 * @typedef {object} LicencePolicy
 * @property {string[]} allowed SPDX identifiers
 * @property {Record<string, { licence: string, reason: string }>} exceptions by package name
 */

/** What old manifests call them. */
const OLD_NAMES = new Map([
  ['Apache 2.0', 'Apache-2.0'],
  ['Apache2', 'Apache-2.0'],
]);

/**
 * The licence as a manifest states it, as one SPDX expression where it can be.
 *
 * @param {any} manifest
 * @returns {string}
 */
export function statedLicence(manifest) {
  const stated = manifest.license ?? manifest.licenses;
  const names = (Array.isArray(stated) ? stated : [stated])
    .map(one => (typeof one === 'object' && one ? one.type : one))
    .filter(one => typeof one === 'string' && one.trim())
    .map(one => OLD_NAMES.get(one) ?? one);
  return names.length ? names.join(' OR ') : 'none stated';
}

/**
 * @param {any} node a parsed SPDX expression
 * @param {Set<string>} allowed
 * @returns {boolean}
 */
function isAllowed(node, allowed) {
  if (node.conjunction === 'or') {
    return isAllowed(node.left, allowed) || isAllowed(node.right, allowed);
  }
  if (node.conjunction === 'and') {
    return isAllowed(node.left, allowed) && isAllowed(node.right, allowed);
  }
  return allowed.has(node.license);
}

/**
 * @param {any} manifest
 * @param {LicencePolicy} policy
 * @returns {string | undefined} why the package must not be used
 */
export function refuseLicence(manifest, policy) {
  const licence = statedLicence(manifest);
  const name = `${manifest.name}@${manifest.version}`;
  try {
    if (isAllowed(parse(licence), new Set(policy.allowed))) {
      return undefined;
    }
  } catch {
    // Not an SPDX expression: only an exception can help.
  }
  const exception = policy.exceptions[manifest.name];
  if (exception?.licence === licence) {
    return undefined;
  }
  return exception
    ? `${name} is excepted for “${exception.licence}” but states “${licence}”`
    : `${name} states “${licence}”, which is not on the list of allowed licences`;
}

/**
 * Where Node would find a package, seen from a folder.
 *
 * @param {string} from
 * @param {string} name
 */
function findInstalled(from, name) {
  for (let dir = from; ; dir = path.dirname(dir)) {
    const candidate = path.join(dir, 'node_modules', name);
    if (existsSync(path.join(candidate, 'package.json'))) {
      return realpathSync(candidate);
    }
    if (dir === path.dirname(dir)) {
      return undefined;
    }
  }
}

/**
 * Everything that is installed because something we ship or run depends on it.
 *
 * @param {string} root
 * @param {string[]} start folders of packages
 */
export async function installedDependencies(root, start) {
  const waiting = start.map(dir => path.join(root, dir));
  /** @type {Map<string, any>} */
  const seen = new Map();
  const missing = [];
  for (let dir = waiting.pop(); dir; dir = waiting.pop()) {
    if (seen.has(dir)) {
      continue;
    }
    const manifest = JSON.parse(
      await readFile(path.join(dir, 'package.json'), 'utf8'),
    );
    seen.set(dir, manifest);
    const names = Object.keys({
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.peerDependencies,
    });
    for (const name of names) {
      const found = findInstalled(dir, name);
      if (found) {
        waiting.push(found);
      } else if (
        manifest.dependencies?.[name] &&
        !manifest.optionalDependencies?.[name]
      ) {
        missing.push(`${manifest.name} wants ${name}, which is not installed`);
      }
    }
  }
  return { manifests: [...seen.values()], missing };
}

/**
 * @param {{ root: string }} context
 * @returns {Promise<import('./check.mjs').CheckResult>}
 */
export async function checkLicences({ root }) {
  /** @type {LicencePolicy} */
  const policy = JSON.parse(
    await readFile(new URL('./licences.json', import.meta.url), 'utf8'),
  );
  const ours = await workspaces(root);
  const start = ours
    .filter(each => each.publishable || each.manifest.backstage?.role)
    .map(each => each.dir);
  const { manifests, missing } = await installedDependencies(root, start);
  const names = new Set(manifests.map(manifest => manifest.name));
  const refused = manifests.flatMap(
    manifest => refuseLicence(manifest, policy) ?? [],
  );
  const idle = Object.keys(policy.exceptions)
    .filter(name => !names.has(name))
    .map(name => `${name} has an exception but is not installed: remove it`);
  return {
    looked: `${manifests.length} installed packages`,
    problems: [...new Set([...missing, ...refused, ...idle])].sort(),
  };
}
