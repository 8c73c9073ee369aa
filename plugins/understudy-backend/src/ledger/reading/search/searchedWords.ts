import { InputError } from '@backstage/errors';
import { wordsOf } from '../wordsOf';

const MOST_WORDS = 10;
const SHORTEST_START = 3;

/** The words to look for, and whether the last one may go on. Throws an InputError. */
export function searchedWords(text: string | undefined): {
  words: string[];
  openEnd: boolean;
} {
  if (text === undefined) {
    return { words: [], openEnd: false };
  }
  const words = wordsOf(text);
  if (words.length === 0) {
    throw new InputError(
      'The text to look for has neither letters nor digits in it',
    );
  }
  if (words.length > MOST_WORDS) {
    throw new InputError(
      `The text to look for has more than ${MOST_WORDS} different words`,
    );
  }
  return {
    words,
    openEnd:
      /[\p{L}\p{N}]$/u.test(text) &&
      words[words.length - 1].length >= SHORTEST_START,
  };
}
