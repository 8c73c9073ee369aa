import { lstat, readdir, realpath } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import ignore from 'ignore';
import { limits } from '../limits';
import type { BuildReport, MkdocsConfig, SourceAsset, Sources } from '../types';
import { pageUrlOf } from './pageUrlOf';

/** Files that a browser would run or render as a page of its own. */
const ACTIVE_CONTENT = /\.(x?html?|xht|shtml|js|mjs|cjs|css)$/i;

/** Lists what is below docs_dir; refuses symbolic links and what is too large. */
export async function readSources(options: {
  inputDir: string;
  config: MkdocsConfig;
  report: BuildReport;
}): Promise<Sources> {
  const { inputDir, config, report } = options;
  const root = await findDocsDir(inputDir, config.docsDir);
  const excluded = ignore().add(config.exclude);

  const pagePaths: string[] = [];
  const assets = new Map<string, SourceAsset>();
  const leftOut: string[] = [];
  let files = 0;
  let bytes = 0;

  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = posix.join(folder, entry.name);
      if (entry.isSymbolicLink()) {
        throw new InputError(
          `${config.docsDir}/${path} is a symbolic link. Put the file itself in its place.`,
        );
      }
      if (
        entry.name.startsWith('.') ||
        excluded.ignores(entry.isDirectory() ? `${path}/` : path)
      ) {
        continue;
      }
      if (entry.isDirectory()) {
        await walk(path);
        continue;
      }
      if (!entry.isFile()) {
        continue;
      }
      files += 1;
      if (files > limits.files) {
        throw new InputError(
          `${config.docsDir} holds more than ${limits.files} files. Point docs_dir to the documentation only.`,
        );
      }
      const isPage = /\.md$/i.test(entry.name);
      if (!isPage && ACTIVE_CONTENT.test(entry.name)) {
        leftOut.push(path);
        continue;
      }
      const { size } = await lstat(join(root, path));
      const maxBytes = isPage ? limits.pageBytes : limits.assetBytes;
      if (size > maxBytes) {
        throw new InputError(
          `${config.docsDir}/${path} has ${size} bytes; at most ${maxBytes} are allowed.`,
        );
      }
      bytes += size;
      if (bytes > limits.totalBytes) {
        throw new InputError(
          `${config.docsDir} holds more than ${limits.totalBytes} bytes.`,
        );
      }
      if (isPage) {
        pagePaths.push(path);
      } else {
        assets.set(path, { path, absolutePath: join(root, path) });
      }
    }
  };
  await walk('');

  if (leftOut.length > 0) {
    report.info(
      `Left out, since scripts and raw HTML are not published: ${leftOut.join(
        ', ',
      )}.`,
    );
  }

  const pages = pagePaths
    // As in mkdocs, a README beside an index is not published.
    .filter(path => !isShadowedReadme(path, pagePaths))
    .map(path => ({
      path,
      absolutePath: join(root, path),
      url: pageUrlOf(path),
    }));
  refuseSharedUrls(pages, config);
  return { pages, assets };
}

async function findDocsDir(inputDir: string, docsDir: string) {
  const realInputDir = await realpath(inputDir);
  const expected = resolve(realInputDir, docsDir);
  const actual = await realpath(expected).catch(() => undefined);
  if (actual === undefined) {
    throw new InputError(
      `There is no folder "${docsDir}". Create it, or set docs_dir in mkdocs.yml.`,
    );
  }
  if (actual !== expected) {
    throw new InputError(
      `docs_dir "${docsDir}" leads through a symbolic link. Use the folder itself.`,
    );
  }
  if (!(await lstat(actual)).isDirectory()) {
    throw new InputError(`docs_dir "${docsDir}" is not a folder.`);
  }
  return actual;
}

function isShadowedReadme(path: string, all: string[]): boolean {
  return (
    /^readme\.md$/i.test(posix.basename(path)) &&
    all.includes(posix.join(posix.dirname(path), 'index.md'))
  );
}

function refuseSharedUrls(
  pages: { path: string; url: string }[],
  config: MkdocsConfig,
) {
  const byUrl = new Map<string, string>();
  for (const { path, url } of pages) {
    const other = byUrl.get(url);
    if (other) {
      throw new InputError(
        `${config.docsDir}/${other} and ${config.docsDir}/${path} would become the same page. Rename one.`,
      );
    }
    byUrl.set(url, path);
  }
}
