// @ts-check
import path from 'node:path';
import { readText, repositoryFiles } from './repositoryFiles.mjs';

const MANY = 64 * 1024 * 1024;

/**
 * A lock file must install the same from every registry and mirror, so it may hold no address of one. yarn writes
 * `__archiveUrl` when a registry serves its archives from an unusual place; npm writes `resolved`.
 *
 * @param {string} file
 * @param {string} text
 * @returns {string[]} what is wrong with it
 */
export function problemsOfLock(file, text) {
  const problems = [];
  for (const [index, line] of text.split('\n').entries()) {
    const where = `${file}:${index + 1}`;
    if (/__archiveUrl/.test(line)) {
      problems.push(`${where} names an archive address (__archiveUrl)`);
    } else if (/\b(?:https?|git|ssh|git\+\w+):\/\//.test(line)) {
      // package-lock.json copies addresses of sponsors and licences out of manifests; nothing is fetched from them
      if (!/^\s*"(?:url|funding|homepage|deprecated)":/.test(line)) {
        problems.push(
          `${where} names an address: ${line.trim().slice(0, 120)}`,
        );
      }
    }
  }
  return problems;
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {string[]}
 */
export function problemsOfSettings(file, text) {
  return text
    .split('\n')
    .map((line, index) => ({ line, where: `${file}:${index + 1}` }))
    .filter(({ line }) => !/^\s*[#;]/.test(line))
    .filter(({ line }) =>
      /npmRegistryServer|npmScopes|npmRegistries|registry\s*=|_auth|npmAuth/i.test(
        line,
      ),
    )
    .map(
      ({ where }) =>
        `${where} sets a registry or its credentials; that belongs in the environment`,
    );
}

/**
 * @param {{ root: string }} context
 * @returns {Promise<import('./check.mjs').CheckResult>}
 */
export async function checkLock({ root }) {
  const files = await repositoryFiles(root);
  const locks = files.filter(file =>
    /^(yarn\.lock|package-lock\.json|npm-shrinkwrap\.json)$/.test(
      path.posix.basename(file),
    ),
  );
  const settings = files.filter(file =>
    /^(\.npmrc|\.yarnrc|\.yarnrc\.yml)$/.test(path.posix.basename(file)),
  );
  const problems = [];
  if (!locks.includes('yarn.lock')) {
    problems.push('yarn.lock is missing');
  }
  for (const file of locks) {
    problems.push(
      ...problemsOfLock(file, (await readText(root, file, MANY)) ?? ''),
    );
  }
  for (const file of settings) {
    problems.push(
      ...problemsOfSettings(file, (await readText(root, file)) ?? ''),
    );
  }
  return { looked: [...locks, ...settings].join(', '), problems };
}
