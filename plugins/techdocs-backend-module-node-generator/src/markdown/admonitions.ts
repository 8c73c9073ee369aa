import type MarkdownIt from 'markdown-it';
import { titleFromName } from '../sources/titleFromName';

const OPENING = /^(!!!|\?\?\?\+?)\s+([\w-]+(?:\s+[\w-]+)*)(?:\s+"(.*)")?\s*$/;

/**
 * Boxes as in Python-Markdown: `!!! note "Title"` with an indented body, and
 * `???` for one that folds (`???+`: open at first).
 */
export function admonitions(markdown: MarkdownIt): void {
  markdown.block.ruler.before(
    'fence',
    'admonition',
    (state, startLine, endLine, silent) => {
      const indent = state.sCount[startLine];
      if (indent - state.blkIndent >= 4) {
        return false;
      }
      const opening = OPENING.exec(
        state.src.slice(
          state.bMarks[startLine] + state.tShift[startLine],
          state.eMarks[startLine],
        ),
      );
      if (!opening) {
        return false;
      }
      if (silent) {
        return true;
      }

      let nextLine = startLine + 1;
      let lastLine = startLine;
      for (; nextLine < endLine; nextLine++) {
        if (state.isEmpty(nextLine)) {
          continue;
        }
        if (state.sCount[nextLine] < indent + 4) {
          break;
        }
        lastLine = nextLine;
      }

      const [, marker, kinds, givenTitle] = opening;
      const folds = marker.startsWith('?');
      const box = folds ? 'details' : 'div';
      const open = state.push('admonition_open', box, 1);
      open.block = true;
      open.map = [startLine, lastLine + 1];
      open.attrSet('class', folds ? kinds : `admonition ${kinds}`);
      if (marker.endsWith('+')) {
        open.attrSet('open', '');
      }

      const title = givenTitle ?? titleFromName(kinds.split(/\s+/)[0]);
      if (title || folds) {
        const heading = folds ? 'summary' : 'p';
        const titleOpen = state.push('admonition_title_open', heading, 1);
        if (!folds) {
          titleOpen.attrSet('class', 'admonition-title');
        }
        const inline = state.push('inline', '', 0);
        inline.content = title;
        inline.map = [startLine, startLine + 1];
        inline.children = [];
        state.push('admonition_title_close', heading, -1);
      }

      const { parentType, lineMax, blkIndent } = state;
      state.lineMax = lastLine + 1;
      state.blkIndent = indent + 4;
      state.md.block.tokenize(state, startLine + 1, lastLine + 1);
      state.parentType = parentType;
      state.lineMax = lineMax;
      state.blkIndent = blkIndent;

      state.push('admonition_close', box, -1).block = true;
      state.line = lastLine + 1;
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
}
