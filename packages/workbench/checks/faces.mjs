// @ts-check
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { repositoryFiles } from './repositoryFiles.mjs';
import { workspaces } from './workspaces.mjs';

/** What may stand at the top, besides dotfiles. */
const TOP = new Set([
  'CHANGELOG.md',
  'CODE_OF_CONDUCT.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'NOTICE',
  'README.md',
  'SECURITY.md',
  'app-config.yaml',
  'app-config.production.yaml',
  'backstage.json',
  'catalog-info.yaml',
  'docs',
  'examples',
  'mkdocs.yml',
  'package.json',
  'packages',
  'plugins',
  'policies',
  'test',
  'tsconfig.json',
  'yarn.lock',
]);

/**
 * @param {string[]} files
 * @returns {string[]}
 */
export function problemsOfTop(files) {
  const top = new Set(files.map(file => file.split('/')[0]));
  return [...top]
    .filter(name => !name.startsWith('.') && !TOP.has(name))
    .map(name => `${name} has no place at the top of the repository`);
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {string[]}
 */
export function problemsOfCatalogInfo(file, text) {
  const documents = parseAllDocuments(text);
  const problems = documents.flatMap(document =>
    document.errors.map(error => `${file}: ${error.message}`),
  );
  const entities = documents.map(document => document.toJS() ?? {});
  const component = entities.find(entity => entity.kind === 'Component');
  if (!component) {
    return [...problems, `${file} describes no Component`];
  }
  for (const key of ['type', 'lifecycle', 'owner']) {
    if (!component.spec?.[key]) {
      problems.push(`${file}: the component has no spec.${key}`);
    }
  }
  if (component.spec?.system !== 'understudy') {
    problems.push(`${file}: the component is not part of system understudy`);
  }
  if (!component.metadata?.description) {
    problems.push(`${file}: the component has no description`);
  }
  return problems;
}

/**
 * @param {import('./workspaces.mjs').Workspace} workspace
 * @param {string} version of the whole suite
 * @returns {string[]}
 */
export function problemsOfManifest({ dir, manifest, publishable }, version) {
  const problems = [];
  const file = `${dir}/package.json`;
  const folder = path.posix.basename(dir);
  const expected = dir.startsWith('plugins/')
    ? `@understudy/plugin-${folder}`
    : `@understudy/${folder}`;
  if (manifest.name !== expected) {
    problems.push(`${file}: the name is ${manifest.name}, not ${expected}`);
  }
  if (manifest.license !== 'MIT') {
    problems.push(`${file}: the licence is not MIT`);
  }
  if (manifest.version !== version) {
    problems.push(
      `${file}: version ${manifest.version}, but the suite is ${version}`,
    );
  }
  if (dir.startsWith('plugins/')) {
    const { role, pluginId, pluginPackage, pluginPackages } =
      manifest.backstage ?? {};
    if (!role || !pluginId) {
      problems.push(`${file}: backstage.role or backstage.pluginId is missing`);
    }
    if (role?.endsWith('-module') ? !pluginPackage : !pluginPackages) {
      problems.push(
        `${file}: backstage.${
          role?.endsWith('-module') ? 'pluginPackage' : 'pluginPackages'
        } is missing`,
      );
    }
  }
  if (publishable) {
    if (!manifest.description) {
      problems.push(`${file}: no description`);
    }
    if (manifest.repository?.directory !== dir) {
      problems.push(`${file}: repository.directory is not ${dir}`);
    }
    if (manifest.publishConfig?.access !== 'public') {
      problems.push(`${file}: publishConfig.access is not public`);
    }
    if (!manifest.files?.includes('dist')) {
      problems.push(`${file}: files does not name dist`);
    }
  }
  return problems;
}

/**
 * Each package has its face: a README, an entry in the catalog, a manifest that says what it is.
 *
 * @param {{ root: string }} context
 * @returns {Promise<import('./check.mjs').CheckResult>}
 */
export async function checkFaces({ root }) {
  const problems = problemsOfTop(await repositoryFiles(root));
  const all = await workspaces(root);
  const { version } = all.find(each => each.publishable)?.manifest ?? {};
  for (const workspace of all) {
    const { dir, manifest } = workspace;
    problems.push(...problemsOfManifest(workspace, version));
    const wanted = ['README.md', 'catalog-info.yaml'];
    if (manifest.backstage?.role) {
      wanted.push('.eslintrc.js');
    }
    if (manifest.configSchema) {
      wanted.push(manifest.configSchema);
    }
    for (const name of wanted) {
      if (!existsSync(path.join(root, dir, name))) {
        problems.push(`${dir}/${name} is missing`);
      }
    }
    const info = path.join(root, dir, 'catalog-info.yaml');
    if (existsSync(info)) {
      problems.push(
        ...problemsOfCatalogInfo(
          `${dir}/catalog-info.yaml`,
          await readFile(info, 'utf8'),
        ),
      );
    }
  }
  return { looked: `${all.length} packages`, problems };
}
