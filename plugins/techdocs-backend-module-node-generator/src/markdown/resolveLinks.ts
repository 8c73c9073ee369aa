import { posix } from 'node:path';
import type Token from 'markdown-it/lib/token.mjs';
import { relativeUrl } from '../html/relativeUrl';
import type { BuildReport, Page, SourceAsset } from '../types';

const ATTRIBUTE: Record<string, string | undefined> = {
  link_open: 'href',
  image: 'src',
};

/** Points links between files at the addresses that these files get, and reports what leads nowhere. */
export function resolveLinks(options: {
  page: Page;
  pages: Map<string, Page>;
  assets: Map<string, SourceAsset>;
  report: BuildReport;
}): void {
  const { page, pages, assets, report } = options;

  const resolve = (href: string): string => {
    if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(href)) {
      return href;
    }
    const [, path, query, fragment] =
      /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(href) ?? [];
    const target =
      path === '' || path === undefined
        ? page.path
        : posix.join(posix.dirname(page.path), decode(path));
    if (target === '..' || target.startsWith('../')) {
      report.warn(`${page.path}: "${href}" leads out of the documentation.`);
      return href;
    }
    const targetPage = pages.get(target);
    if (targetPage) {
      const id = fragment && decode(fragment.slice(1));
      if (id && !targetPage.headings.some(heading => heading.id === id)) {
        report.warn(
          `${page.path}: "${href}" names a heading that is not there.`,
        );
      }
      return path
        ? `${relativeUrl(page.url, targetPage.url)}${query ?? ''}${
            fragment ?? ''
          }`
        : href;
    }
    if (assets.has(target)) {
      return `${relativeUrl(page.url, target)}${query ?? ''}${fragment ?? ''}`;
    }
    report.warn(`${page.path}: "${href}" leads nowhere.`);
    return href;
  };

  const visit = (tokens: readonly Token[]) => {
    for (const token of tokens) {
      const attribute = ATTRIBUTE[token.type];
      const value = attribute && token.attrGet(attribute);
      if (attribute && value) {
        token.attrSet(attribute, resolve(value));
      }
      visit(token.children ?? []);
    }
  };
  visit(page.tokens);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
