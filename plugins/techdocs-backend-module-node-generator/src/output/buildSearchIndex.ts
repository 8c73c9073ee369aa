import { escapeHtml } from '../html/escapeHtml';
import { plainText } from '../markdown/plainText';
import type { Page } from '../types';

/** An entry per page and per section, as mkdocs writes it. */
interface SearchIndex {
  config: { lang: string[]; separator: string; pipeline: string[] };
  docs: { location: string; title: string; text: string }[];
}

/** Builds the index that the search collator of TechDocs reads. It expects escaped text. */
export function buildSearchIndex(pages: Page[]): SearchIndex {
  return {
    config: {
      lang: ['en'],
      separator: '[\\s\\-]+',
      pipeline: ['stopWordFilter'],
    },
    docs: pages.flatMap(page => {
      const sections = sectionsOf(page);
      return [
        {
          location: page.url,
          title: escapeHtml(page.title),
          text: escapeHtml(
            sections
              .map(section => section.text)
              .filter(Boolean)
              .join(' '),
          ),
        },
        ...sections
          .filter(section => section.id !== undefined)
          .map(section => ({
            location: `${page.url}#${section.id}`,
            title: escapeHtml(section.title),
            text: escapeHtml(section.text),
          })),
      ];
    }),
  };
}

function sectionsOf(page: Page) {
  const sections: { id?: string; title: string; parts: string[] }[] = [
    { title: page.title, parts: [] },
  ];
  let headings = 0;
  page.tokens.forEach((token, index) => {
    const section = sections[sections.length - 1];
    if (token.type === 'heading_open') {
      const { id, text } = page.headings[headings];
      headings += 1;
      sections.push({ id, title: text, parts: [] });
    } else if (token.type === 'fence' || token.type === 'code_block') {
      section.parts.push(token.content.trim());
    } else if (
      token.type === 'inline' &&
      page.tokens[index - 1]?.type !== 'heading_open'
    ) {
      section.parts.push(plainText(token.children ?? []));
    }
  });
  return sections.map(({ id, title, parts }) => ({
    id,
    title,
    text: parts.filter(Boolean).join(' '),
  }));
}
