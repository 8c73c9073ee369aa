import type { Heading, Page } from '../types';
import { escapeHtml } from './escapeHtml';

/** The headings of a page below its title, two levels deep. */
export function renderTableOfContents(page: Page): string {
  const headings = page.headings.filter(
    heading => heading.level === 2 || heading.level === 3,
  );
  if (headings.length === 0) {
    return '';
  }
  const chapters: { heading: Heading; children: Heading[] }[] = [];
  for (const heading of headings) {
    const last = chapters[chapters.length - 1];
    if (heading.level === 3 && last) {
      last.children.push(heading);
    } else {
      chapters.push({ heading, children: [] });
    }
  }
  const items = chapters
    .map(
      ({ heading, children }) =>
        `<li class="md-nav__item">${link(heading)}${
          children.length > 0
            ? `<nav class="md-nav" aria-label="${escapeHtml(
                heading.text,
              )}"><ul class="md-nav__list">${children
                .map(child => `<li class="md-nav__item">${link(child)}</li>`)
                .join('')}</ul></nav>`
            : ''
        }</li>`,
    )
    .join('');
  return [
    '<nav class="md-nav md-nav--secondary" aria-label="Table of contents">',
    '<label class="md-nav__title" for="__toc">Table of contents</label>',
    `<ul class="md-nav__list" data-md-component="toc">${items}</ul></nav>`,
  ].join('');
}

function link({ id, text }: Heading): string {
  return `<a href="#${encodeURIComponent(
    id,
  )}" class="md-nav__link"><span class="md-ellipsis">${escapeHtml(
    text,
  )}</span></a>`;
}
