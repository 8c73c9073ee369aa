import { posix } from 'node:path';
import { InputError } from '@backstage/errors';
import type { BuildReport, MkdocsConfig, NavigationItem, Page } from '../types';
import { titleFromName } from './titleFromName';

/** The navigation as mkdocs.yml says, or as the folders say when it has none. */
export function buildNavigation(options: {
  config: MkdocsConfig;
  pages: Map<string, Page>;
  report: BuildReport;
}): NavigationItem[] {
  const { config, pages, report } = options;
  if (!config.nav) {
    return fromFolders([...pages.values()]);
  }
  return config.nav.flatMap(entry => fromEntry(entry, pages, report));
}

function fromEntry(
  entry: unknown,
  pages: Map<string, Page>,
  report: BuildReport,
): NavigationItem[] {
  if (typeof entry === 'string') {
    return fromTarget({ target: entry, pages, report });
  }
  if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) {
    return Object.entries(entry).flatMap(([title, value]): NavigationItem[] => {
      if (typeof value === 'string') {
        return fromTarget({ title, target: value, pages, report });
      }
      if (Array.isArray(value)) {
        const items = value.flatMap(child => fromEntry(child, pages, report));
        return [{ type: 'section', title, items }];
      }
      throw new InputError(
        `nav in mkdocs.yml: "${title}" must name a file, a link or a list.`,
      );
    });
  }
  throw new InputError(
    'nav in mkdocs.yml: each entry must be a file name, or a title with a file, a link or a list.',
  );
}

function fromTarget(options: {
  title?: string;
  target: string;
  pages: Map<string, Page>;
  report: BuildReport;
}): NavigationItem[] {
  const { title, target, pages, report } = options;
  if (/^(https?:\/\/|mailto:)/i.test(target)) {
    return [{ type: 'link', title: title ?? target, href: target }];
  }
  if (target.startsWith('!include')) {
    report.warn(
      `nav in mkdocs.yml: "${target}" is left out; the Node generator does not include other sites.`,
    );
    return [];
  }
  const path = posix.normalize(target.replaceAll('\\', '/'));
  if (
    posix.isAbsolute(path) ||
    path === '..' ||
    path.startsWith('../') ||
    /^[a-z][a-z0-9+.-]*:/i.test(target)
  ) {
    throw new InputError(
      `nav in mkdocs.yml: "${target}" must be a file below docs_dir or a web address.`,
    );
  }
  const page = pages.get(path);
  if (!page) {
    report.warn(
      `nav in mkdocs.yml: "${target}" does not exist and is left out.`,
    );
    return [];
  }
  return [{ type: 'page', title: title ?? page.title, page }];
}

function fromFolders(pages: Page[], folder = ''): NavigationItem[] {
  const items: NavigationItem[] = [];
  const folders = new Set<string>();
  for (const page of pages) {
    const rest = page.path.slice(folder.length);
    const slash = rest.indexOf('/');
    if (slash >= 0) {
      folders.add(rest.slice(0, slash));
    } else {
      const item: NavigationItem = { type: 'page', title: page.title, page };
      if (page.url === folder) {
        items.unshift(item);
      } else {
        items.push(item);
      }
    }
  }
  for (const name of folders) {
    const prefix = `${folder}${name}/`;
    items.push({
      type: 'section',
      title: titleFromName(name),
      items: fromFolders(
        pages.filter(page => page.path.startsWith(prefix)),
        prefix,
      ),
    });
  }
  return items;
}
