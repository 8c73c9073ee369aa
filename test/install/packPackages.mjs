// @ts-check
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { repositoryFiles } from '../../packages/workbench/checks/repositoryFiles.mjs';
import { workspaces } from '../../packages/workbench/checks/workspaces.mjs';
import { runCommand } from './runCommand.mjs';

/**
 * @typedef {object} PackedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} dir of its source
 * @property {any} source its package.json in the repository
 * @property {string} tarball
 */

/**
 * Packs every package that gets published, as a release would. This happens in a copy, since packing rewrites each
 * package.json for a moment. The version says which content it is: yarn keeps what it once fetched of a version.
 *
 * @param {{ root: string, folder: string, env: NodeJS.ProcessEnv, log: string }} options
 * @returns {Promise<PackedPackage[]>}
 */
export async function packPackages({ root, folder, env, log }) {
  const copy = path.join(folder, 'source');
  const out = path.join(folder, 'tarballs');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });

  for (const file of await repositoryFiles(root)) {
    const from = path.join(root, file);
    if (existsSync(from)) {
      cpSync(from, path.join(copy, file), { verbatimSymlinks: true });
    }
  }
  const all = await workspaces(root);
  const published = all.filter(each => each.publishable);
  for (const dir of ['.', ...all.map(each => each.dir)]) {
    const modules = path.join(root, dir, 'node_modules');
    if (existsSync(modules)) {
      symlinkSync(modules, path.join(copy, dir, 'node_modules'));
    }
  }
  cpSync(
    path.join(root, '.yarn/install-state.gz'),
    path.join(copy, '.yarn/install-state.gz'),
  );
  const digest = createHash('sha256');
  for (const { dir } of published) {
    const dist = path.join(root, dir, 'dist');
    if (!existsSync(dist)) {
      throw new Error(`${dir} is not built: run \`yarn build\` first`);
    }
    cpSync(dist, path.join(copy, dir, 'dist'), { recursive: true });
    digestOf(path.join(copy, dir), digest);
  }
  const content = digest.digest('hex').slice(0, 10);

  /** @type {PackedPackage[]} */
  const packed = [];
  for (const { dir, manifest } of all) {
    const version = `${manifest.version}-packed.h${content}`;
    writeFileSync(
      path.join(copy, dir, 'package.json'),
      `${JSON.stringify({ ...manifest, version }, undefined, 2)}\n`,
    );
    if (published.some(each => each.dir === dir)) {
      const tarball = path.join(out, `${path.basename(dir)}.tgz`);
      packed.push({
        name: manifest.name,
        version,
        dir,
        source: manifest,
        tarball,
      });
    }
  }
  for (const { dir, tarball } of packed) {
    await runCommand('yarn', ['pack', '--out', tarball], {
      cwd: path.join(copy, dir),
      env,
      log,
    });
  }
  return packed;
}

/**
 * @param {string} dir
 * @param {import('node:crypto').Hash} digest
 */
function digestOf(dir, digest) {
  for (const name of readdirSync(dir).sort()) {
    const full = path.join(dir, name);
    if (name !== 'node_modules' && lstatSync(full).isDirectory()) {
      digestOf(full, digest);
    } else if (name !== 'node_modules') {
      digest.update(name).update('\0').update(readFileSync(full));
    }
  }
}
