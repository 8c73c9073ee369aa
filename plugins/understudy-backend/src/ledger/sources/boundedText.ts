// Everything that moves the cursor of a terminal, reverses the direction of
// reading or cannot be written as UTF-8 looks like something that it is not.
const UNSAFE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Text of another system as one line that can be recorded: what cannot be seen
 * becomes a mark, and what is too long ends with one. Undefined for what is no
 * text or has nothing in it.
 */
export function boundedText(
  value: unknown,
  maximum: number = 512,
): string | undefined {
  if (typeof value !== 'string' || value === '') {
    return undefined;
  }
  // Cut before it is cleaned: what comes may be of any size.
  const cut = value.slice(0, maximum + 1).replace(UNSAFE, '\ufffd');
  if (cut.length <= maximum) {
    return cut;
  }
  return `${cut.slice(0, maximum - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
