import { access } from 'node:fs/promises';
import { isAbsolute, join, posix, resolve } from 'node:path';
import { isChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { parseDocument, type Document } from 'yaml';
import { limits } from '../limits';
import type { BuildReport, MkdocsConfig } from '../types';
import { readTextFile } from './readTextFile';

const FILE_NAMES = ['mkdocs.yaml', 'mkdocs.yml'];

/** Known to mkdocs and without effect here: worth a line in the log. */
const WITHOUT_EFFECT = [
  'extra_css',
  'extra_javascript',
  'hooks',
  'INHERIT',
  'use_directory_urls',
];

/** Reads mkdocs.yml; without one, the defaults of TechDocs count. */
export async function readMkdocsConfig(options: {
  inputDir: string;
  defaultSiteName?: string;
  report: BuildReport;
}): Promise<MkdocsConfig> {
  const { inputDir, report } = options;
  const raw = await readRaw(inputDir, report);
  const text = (key: string) => {
    const value = raw[key];
    if (value === undefined || value === null) {
      return undefined;
    }
    if (typeof value !== 'string') {
      throw new InputError(`${key} in mkdocs.yml must be a text.`);
    }
    return value;
  };

  logWithoutEffect(raw, report);

  const nav = raw.nav ?? undefined;
  if (nav !== undefined && !Array.isArray(nav)) {
    throw new InputError('nav in mkdocs.yml must be a list.');
  }

  return {
    siteName:
      text('site_name') || options.defaultSiteName || 'Documentation Site',
    siteDescription: text('site_description') ?? '',
    docsDir: safeDocsDir(inputDir, text('docs_dir') ?? 'docs'),
    language: languageOf(raw.theme),
    nav,
    exclude: [text('exclude_docs'), text('draft_docs')]
      .filter(patterns => patterns !== undefined)
      .flatMap(patterns => patterns.split('\n')),
    strict: raw.strict === true,
    repoUrl: text('repo_url'),
    editUri: text('edit_uri'),
  };
}

async function readRaw(
  inputDir: string,
  report: BuildReport,
): Promise<Record<string, unknown>> {
  const present: string[] = [];
  for (const name of FILE_NAMES) {
    if (await exists(join(inputDir, name))) {
      present.push(name);
    }
  }
  const [name, other] = present;
  if (!name) {
    return {};
  }
  if (other) {
    report.warn(`There is ${name} and ${other}; ${other} is ignored.`);
  }
  const document = parseDocument(
    await readTextFile({
      path: join(inputDir, name),
      name,
      maxBytes: limits.configBytes,
    }),
    // Tags such as !!python/name or !ENV mean nothing here and must not fail.
    { logLevel: 'error' },
  );
  if (document.errors.length > 0) {
    throw new InputError(`${name} is not valid YAML. ${document.errors[0]}`);
  }
  const value = toValue(document, name);
  if (value === null || value === undefined) {
    return {};
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new InputError(`${name} must hold a mapping of keys to values.`);
  }
  return value as Record<string, unknown>;
}

function toValue(document: Document.Parsed, name: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // Such as aliases that would multiply into something huge.
    throw new InputError(`${name} cannot be read. ${error}`);
  }
}

async function exists(path: string) {
  return access(path).then(
    () => true,
    () => false,
  );
}

function safeDocsDir(inputDir: string, docsDir: string): string {
  const root = resolve(inputDir);
  if (isAbsolute(docsDir) || !isChildPath(root, resolve(root, docsDir))) {
    throw new InputError(
      `docs_dir in mkdocs.yml must be a folder below it; "${docsDir}" is not.`,
    );
  }
  return posix.normalize(docsDir.replaceAll('\\', '/'));
}

function languageOf(theme: unknown): string {
  const language =
    typeof theme === 'object' && theme !== null
      ? (theme as Record<string, unknown>).language
      : undefined;
  return typeof language === 'string' && /^[A-Za-z-]{2,20}$/.test(language)
    ? language
    : 'en';
}

function logWithoutEffect(raw: Record<string, unknown>, report: BuildReport) {
  const keys = WITHOUT_EFFECT.filter(key => key in raw);
  if (keys.length > 0) {
    report.info(
      `mkdocs.yml: ${keys.join(', ')} has no effect in the Node generator.`,
    );
  }
  const plugins = namesOf(raw.plugins).filter(
    plugin => plugin !== 'techdocs-core' && plugin !== 'search',
  );
  if (plugins.length > 0) {
    report.info(
      `mkdocs.yml: these plugins are not run by the Node generator: ${plugins.join(
        ', ',
      )}.`,
    );
  }
}

function namesOf(plugins: unknown): string[] {
  if (Array.isArray(plugins)) {
    return plugins.flatMap(plugin =>
      typeof plugin === 'string' ? [plugin] : namesOf(plugin),
    );
  }
  return typeof plugins === 'object' && plugins !== null
    ? Object.keys(plugins)
    : [];
}
