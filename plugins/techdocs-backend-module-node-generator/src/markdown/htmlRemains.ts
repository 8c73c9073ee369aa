import type MarkdownIt from 'markdown-it';

/**
 * Comments vanish and line breaks work, since both are common in Markdown that
 * was written for other tools; all other HTML is shown as text.
 */
export function htmlRemains(markdown: MarkdownIt): void {
  markdown.block.ruler.before(
    'paragraph',
    'html_comment_block',
    (state, startLine, endLine, silent) => {
      const start = state.bMarks[startLine] + state.tShift[startLine];
      if (
        state.sCount[startLine] - state.blkIndent >= 4 ||
        !state.src.startsWith('<!--', start)
      ) {
        return false;
      }
      const end = state.src.indexOf('-->', start + 4);
      if (end < 0) {
        return false;
      }
      let line = startLine;
      while (line < endLine && state.eMarks[line] < end + 3) {
        line += 1;
      }
      if (
        line >= endLine ||
        state.src.slice(end + 3, state.eMarks[line]).trim() !== ''
      ) {
        return false;
      }
      if (!silent) {
        state.line = line + 1;
      }
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote'] },
  );

  markdown.inline.ruler.before(
    'autolink',
    'html_remains_inline',
    (state, silent) => {
      if (state.src.charCodeAt(state.pos) !== 0x3c /* < */) {
        return false;
      }
      if (state.src.startsWith('<!--', state.pos)) {
        const end = state.src.indexOf('-->', state.pos + 4);
        if (end < 0) {
          return false;
        }
        state.pos = end + 3;
        return true;
      }
      const lineBreak = /^<br\s*\/?>/i.exec(
        state.src.slice(state.pos, state.pos + 16),
      );
      if (!lineBreak) {
        return false;
      }
      if (!silent) {
        state.push('hardbreak', 'br', 0);
      }
      state.pos += lineBreak[0].length;
      return true;
    },
  );
}
