import type { MkdocsConfig, NavigationItem, Page } from '../types';
import { escapeHtml } from './escapeHtml';
import { relativeUrl } from './relativeUrl';
import { renderNavigation } from './renderNavigation';
import { renderTableOfContents } from './renderTableOfContents';

const PENCIL =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" aria-hidden="true"><path d="M3 17.25V21h3.75L17.8 9.94l-3.75-3.75L3 17.25M20.7 7.04a1 1 0 0 0 0-1.41l-2.33-2.34a1 1 0 0 0-1.41 0l-1.83 1.83 3.75 3.75 1.82-1.83Z"/></svg>';

/**
 * A whole page. The structure and the class names are those of the Material
 * theme of mkdocs, since the TechDocs reader, its styles and its addons look
 * for them.
 */
export function renderPage(options: {
  page: Page;
  config: MkdocsConfig;
  navigation: NavigationItem[];
  /** Relative to the root of the site. */
  stylesheetPath: string;
  /** HTML. */
  content: string;
  editUrl?: string;
}): string {
  const { page, config, navigation, content, editUrl } = options;
  const home = relativeUrl(page.url, '');
  const siteName = escapeHtml(config.siteName);
  const title =
    page.url === '' ? siteName : `${escapeHtml(page.title)} - ${siteName}`;
  const description = page.description ?? config.siteDescription;
  const hasTitle = page.headings.some(heading => heading.level === 1);

  return `<!doctype html>
<html lang="${config.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
${
  description
    ? `<meta name="description" content="${escapeHtml(description)}">`
    : ''
}
<title>${title}</title>
<link rel="stylesheet" href="${relativeUrl(page.url, options.stylesheetPath)}">
</head>
<body dir="ltr">
<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">
<label class="md-overlay" for="__drawer"></label>
<header class="md-header" data-md-component="header"><nav class="md-header__inner md-grid" aria-label="Header"><a href="${home}" class="md-header__button md-logo" title="${siteName}">${siteName}</a><label class="md-header__button md-icon" for="__drawer"></label></nav></header>
<div class="md-container" data-md-component="container">
<main class="md-main" data-md-component="main">
<div class="md-main__inner md-grid">
<div class="md-sidebar md-sidebar--primary" data-md-component="sidebar" data-md-type="navigation"><div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner"><nav class="md-nav md-nav--primary" aria-label="Navigation" data-md-level="0"><label class="md-nav__title" for="__drawer">${siteName}</label>${renderNavigation(
    { items: navigation, page },
  )}</nav></div></div></div>
<div class="md-sidebar md-sidebar--secondary" data-md-component="sidebar" data-md-type="toc"><div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">${renderTableOfContents(
    page,
  )}</div></div></div>
<div class="md-content" data-md-component="content"><article class="md-content__inner md-typeset">
${
  editUrl
    ? `<a href="${escapeHtml(
        editUrl,
      )}" title="Edit this page" class="md-content__button md-icon">${PENCIL}</a>`
    : ''
}
${hasTitle ? '' : `<h1>${escapeHtml(page.title)}</h1>`}
${content}
</article></div>
</div>
</main>
${renderFooter(navigation, page)}
</div>
</body>
</html>
`;
}

function renderFooter(navigation: NavigationItem[], page: Page): string {
  const pages = pagesOf(navigation);
  const index = pages.findIndex(item => item.page.path === page.path);
  const previous = pages[index - 1];
  const next = index < 0 ? undefined : pages[index + 1];
  const link = (
    item: { title: string; page: Page } | undefined,
    side: 'prev' | 'next',
    label: string,
  ) =>
    item
      ? `<a href="${relativeUrl(
          page.url,
          item.page.url,
        )}" class="md-footer__link md-footer__link--${side}" aria-label="${label}: ${escapeHtml(
          item.title,
        )}" rel="${side}"><div class="md-footer__title"><span class="md-footer__direction">${label}</span><div class="md-ellipsis">${escapeHtml(
          item.title,
        )}</div></div></a>`
      : '';
  return `<footer class="md-footer"><nav class="md-footer__inner md-grid" aria-label="Footer">${link(
    previous,
    'prev',
    'Previous',
  )}${link(next, 'next', 'Next')}</nav></footer>`;
}

function pagesOf(
  navigation: NavigationItem[],
): { title: string; page: Page }[] {
  return navigation.flatMap(item => {
    if (item.type === 'section') {
      return pagesOf(item.items);
    }
    return item.type === 'page' ? [item] : [];
  });
}
