import MarkdownIt from 'markdown-it';
import { escapeHtml } from '../html/escapeHtml';
import { admonitions } from './admonitions';
import { headingAnchors } from './headingAnchors';
import { htmlRemains } from './htmlRemains';
import { taskLists } from './taskLists';

/** Markdown as documentation writers use it with mkdocs. Raw HTML stays text. */
export function createMarkdown(): MarkdownIt {
  const markdown = new MarkdownIt({ html: false, linkify: true })
    .use(htmlRemains)
    .use(admonitions)
    .use(headingAnchors)
    .use(taskLists);
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

  const { rules } = markdown.renderer;
  rules.fence = (tokens, index) => {
    const { info, content } = tokens[index];
    const language = /^\s*([\w+#.-]+)/.exec(info)?.[1];
    const title = /\btitle="([^"]*)"/.exec(info)?.[1];
    return [
      '<div class="highlight">',
      title ? `<span class="filename">${escapeHtml(title)}</span>` : '',
      `<pre><code${language ? ` class="language-${language}"` : ''}>`,
      escapeHtml(content),
      '</code></pre></div>\n',
    ].join('');
  };
  rules.code_block = (tokens, index) =>
    `<div class="highlight"><pre><code>${escapeHtml(
      tokens[index].content,
    )}</code></pre></div>\n`;
  rules.table_open = () =>
    '<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table>\n';
  rules.table_close = () => '</table></div></div>\n';
  return markdown;
}
