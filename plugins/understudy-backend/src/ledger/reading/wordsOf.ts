const WORD = /[\p{L}\p{N}]+/gu;
const WORD_LENGTH = 64;
const MOST_WORDS = 1_000;

/**
 * The words of a text, each once, as they are stored and looked for: without
 * case and accents, whatever stands between them.
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = new Set<string>();
  for (const [word] of plain.matchAll(WORD)) {
    words.add(Array.from(word).slice(0, WORD_LENGTH).join(''));
    if (words.size === MOST_WORDS) {
      break;
    }
  }
  return [...words];
}
