// @ts-check
import { decode } from './smallPng.mjs';

/** A browser draws the edge of a letter not always exactly alike; nobody sees a difference as small as this. */
const UNSEEN = 24;

/**
 * Whether two pictures show the same to a person.
 * @param {Buffer} a
 * @param {Buffer} b
 */
export function looksSame(a, b) {
  if (a.equals(b)) return true;
  const [one, other] = [decode(a), decode(b)];
  return (
    one.width === other.width &&
    one.height === other.height &&
    one.pixels.every((colour, i) => isNear(colour, other.pixels[i]))
  );
}

/**
 * @param {number} a
 * @param {number} b
 */
function isNear(a, b) {
  return (
    a === b ||
    [16, 8, 0].every(
      shift => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) <= UNSEEN,
    )
  );
}
