import type Token from 'markdown-it/lib/token.mjs';

/** The words of inline tokens, without any markup. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(token => {
      switch (token.type) {
        case 'text':
        case 'code_inline':
          return token.content;
        case 'softbreak':
        case 'hardbreak':
          return ' ';
        case 'image':
          return plainText(token.children ?? []);
        default:
          return '';
      }
    })
    .join('');
}
