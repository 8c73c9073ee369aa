// Everything that is not seen, or that changes how other text is seen: control
// and format characters, what Unicode says may be ignored (tags, variation
// selectors, fillers), separators of lines, private use, halves of pairs, and
// the empty Braille cell.
const unsafe =
  /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u2800]/gu;

// What makes one picture of several, as in emoji of families and flags of hearts.
const picture = /\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?\ufe0f?$/u;
const pictureAhead = /^\p{Extended_Pictographic}/u;

function belongsToPicture(character: string, before: string, after: string) {
  if (character === '\ufe0e' || character === '\ufe0f') {
    return /\p{Extended_Pictographic}$/u.test(before);
  }
  return (
    character === '\u200d' && picture.test(before) && pictureAhead.test(after)
  );
}

/**
 * Text from others, made safe to show: what cannot be seen, or turns the
 * direction of what stands beside it, becomes visible, such as `‹U+202E›`. With
 * `multiline` line breaks and tabs stay; in a command they would not be safe.
 *
 * @public
 */
export function safeText(
  text: string,
  options?: { multiline?: boolean },
): string {
  return text.replace(unsafe, (character, offset: number) => {
    if (options?.multiline && (character === '\n' || character === '\t')) {
      return character;
    }
    const end = offset + character.length;
    if (
      belongsToPicture(
        character,
        text.slice(Math.max(0, offset - 8), offset),
        text.slice(end, end + 2),
      )
    ) {
      return character;
    }
    const code = character.codePointAt(0)!.toString(16).toUpperCase();
    return `‹U+${code.padStart(4, '0')}›`;
  });
}
