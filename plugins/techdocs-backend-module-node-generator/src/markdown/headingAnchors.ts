import type MarkdownIt from 'markdown-it';
import { escapeHtml } from '../html/escapeHtml';
import { plainText } from './plainText';

const OWN_ID = /\s*\{:?\s*#([\w-]+)\s*\}\s*$/;

/** Gives every heading an id, the same that mkdocs would give, and a link to itself. */
export function headingAnchors(markdown: MarkdownIt): void {
  markdown.core.ruler.push('heading_anchors', state => {
    const used = new Set<string>();
    state.tokens.forEach((token, index) => {
      if (token.type !== 'heading_open') {
        return;
      }
      const children = state.tokens[index + 1].children ?? [];
      const last = children[children.length - 1];
      const ownId =
        last?.type === 'text' ? OWN_ID.exec(last.content)?.[1] : undefined;
      if (ownId) {
        last.content = last.content.replace(OWN_ID, '');
      }
      const id = unique(ownId ?? slug(plainText(children)), used);
      token.attrSet('id', id);
      const link = new state.Token('heading_permalink', 'a', 0);
      link.attrSet('href', `#${id}`);
      children.push(link);
    });
  });

  markdown.renderer.rules.heading_permalink = (tokens, index) =>
    `<a class="headerlink" href="${escapeHtml(
      String(tokens[index].attrGet('href')),
    )}" title="Permanent link">¶</a>`;
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}_\s-]/gu, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[-\s]+/g, '-');
}

function unique(wanted: string, used: Set<string>): string {
  let id = wanted || '_1';
  for (let n = 1; used.has(id); n++) {
    id = `${wanted}_${n}`;
  }
  used.add(id);
  return id;
}
