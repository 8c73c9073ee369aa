import type { NavigationItem, Page } from '../types';
import { escapeHtml } from './escapeHtml';
import { relativeUrl } from './relativeUrl';

/** The list of pages beside the content; the classes are those that the TechDocs reader knows. */
export function renderNavigation(options: {
  items: NavigationItem[];
  page: Page;
}): string {
  return renderList({ ...options, level: 0, path: '' });
}

function renderList(options: {
  items: NavigationItem[];
  page: Page;
  level: number;
  path: string;
}): string {
  const items = options.items
    .map((item, index) =>
      renderItem({ ...options, item, path: `${options.path}_${index + 1}` }),
    )
    .join('');
  return `<ul class="md-nav__list">${items}</ul>`;
}

function renderItem(options: {
  item: NavigationItem;
  page: Page;
  level: number;
  path: string;
}): string {
  const { item, page, level, path } = options;
  const title = `<span class="md-ellipsis">${escapeHtml(item.title)}</span>`;
  if (item.type === 'link') {
    return `<li class="md-nav__item"><a href="${escapeHtml(
      item.href,
    )}" class="md-nav__link">${title}</a></li>`;
  }
  if (item.type === 'page') {
    const active = item.page.path === page.path;
    return `<li class="md-nav__item${
      active ? ' md-nav__item--active' : ''
    }"><a href="${relativeUrl(page.url, item.page.url)}" class="md-nav__link${
      active ? ' md-nav__link--active" aria-current="page' : ''
    }">${title}</a></li>`;
  }
  const active = contains(item.items, page);
  const id = `__nav${path}`;
  const list = renderList({ ...options, items: item.items, level: level + 1 });
  return [
    `<li class="md-nav__item md-nav__item--nested${
      active ? ' md-nav__item--active' : ''
    }">`,
    `<input class="md-nav__toggle md-toggle" type="checkbox" id="${id}"${
      active ? ' checked' : ''
    }>`,
    `<label class="md-nav__link" for="${id}" id="${id}_label">${title}<span class="md-nav__icon md-icon"></span></label>`,
    `<nav class="md-nav" data-md-level="${
      level + 1
    }" aria-labelledby="${id}_label">${list}</nav>`,
    '</li>',
  ].join('');
}

function contains(items: NavigationItem[], page: Page): boolean {
  return items.some(
    item =>
      (item.type === 'page' && item.page.path === page.path) ||
      (item.type === 'section' && contains(item.items, page)),
  );
}
