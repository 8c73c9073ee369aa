import type MarkdownIt from 'markdown-it';

/** Turns `- [ ]` and `- [x]` into boxes that show, and do not change, a state. */
export function taskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'task_lists', state => {
    state.tokens.forEach((token, index) => {
      const item = state.tokens[index - 2];
      const first = token.children?.[0];
      const box =
        token.type === 'inline' &&
        item?.type === 'list_item_open' &&
        first?.type === 'text'
          ? /^\[([ xX])\]\s+/.exec(first.content)
          : undefined;
      if (!box || !first || !token.children) {
        return;
      }
      first.content = first.content.slice(box[0].length);
      item.attrJoin('class', 'task-list-item');
      const checkbox = new state.Token('task_box', 'input', 0);
      checkbox.meta = { checked: box[1] !== ' ' };
      token.children.unshift(checkbox);
    });
  });

  markdown.renderer.rules.task_box = (tokens, index) =>
    tokens[index].meta.checked
      ? '<input type="checkbox" disabled checked aria-label="Done"> '
      : '<input type="checkbox" disabled aria-label="Not done"> ';
}
