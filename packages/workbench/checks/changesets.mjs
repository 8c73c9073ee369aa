// @ts-check
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import parseModule from '@changesets/parse';
import { workspaces } from './workspaces.mjs';

// A CommonJS package: its function may come wrapped.
const parseChangeset =
  /** @type {typeof import('@changesets/parse').default} */ (
    /** @type {any} */ (parseModule).default ?? parseModule
  );

const KINDS = ['patch', 'minor', 'major'];

/**
 * @param {string} file
 * @param {string} text
 * @param {{ publishable: string[], version: string }} suite
 * @returns {string[]}
 */
export function problemsOfChangeset(file, text, { publishable, version }) {
  let changeset;
  try {
    changeset = parseChangeset(text);
  } catch (error) {
    return [
      `${file} cannot be read: ${
        /** @type {Error} */ (error).message.split('\n')[0]
      }`,
    ];
  }
  const problems = [];
  if (!changeset.releases.length) {
    problems.push(`${file} names no package`);
  }
  if (changeset.summary.trim().length < 20) {
    problems.push(`${file} does not tell an adopter what changed`);
  }
  for (const { name, type } of changeset.releases) {
    if (!publishable.includes(name)) {
      problems.push(`${file}: ${name} is no package that gets published`);
    }
    if (!KINDS.includes(type)) {
      problems.push(`${file}: ${type} is no kind of change`);
    }
    if (type === 'major' && version.startsWith('0.')) {
      problems.push(`${file}: below 1.0.0 a breaking change is a minor one`);
    }
  }
  return problems;
}

/**
 * @param {any} config
 * @param {string[]} publishable
 * @returns {string[]}
 */
export function problemsOfChangesetConfig(config, publishable) {
  const problems = [];
  if (config.access !== 'public') {
    problems.push('.changeset/config.json: access is not public');
  }
  const group = (config.fixed ?? []).flat();
  if (!group.includes('@understudy/*')) {
    for (const name of publishable.filter(each => !group.includes(each))) {
      problems.push(
        `.changeset/config.json: ${name} is not in the fixed group, so it would get a version of its own`,
      );
    }
  }
  return problems;
}

/**
 * There is a changeset for what is not yet released, and each can be read by the release.
 *
 * @param {{ root: string }} context
 * @returns {Promise<import('./check.mjs').CheckResult>}
 */
export async function checkChangesets({ root }) {
  const dir = path.join(root, '.changeset');
  const published = (await workspaces(root)).filter(each => each.publishable);
  const publishable = published.map(each => each.manifest.name);
  const version = published[0]?.manifest.version ?? '';
  if (!existsSync(path.join(dir, 'config.json'))) {
    return {
      looked: '.changeset',
      problems: ['.changeset/config.json is missing'],
    };
  }
  const problems = problemsOfChangesetConfig(
    JSON.parse(await readFile(path.join(dir, 'config.json'), 'utf8')),
    publishable,
  );
  const files = (await readdir(dir)).filter(
    name => name.endsWith('.md') && name !== 'README.md',
  );
  for (const name of files) {
    problems.push(
      ...problemsOfChangeset(
        `.changeset/${name}`,
        await readFile(path.join(dir, name), 'utf8'),
        { publishable, version },
      ),
    );
  }
  const released = published.some(each =>
    existsSync(path.join(root, each.dir, 'CHANGELOG.md')),
  );
  if (!files.length && !released) {
    problems.push(
      'nothing was ever released and no changeset says what will be',
    );
  }
  return { looked: `${files.length} changesets`, problems };
}
