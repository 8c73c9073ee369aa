// @ts-check

/**
 * Where two observations differ, as lines that say the place and both sides.
 *
 * @param {any} left
 * @param {any} right
 * @param {string} [path]
 * @returns {string[]}
 */
export function compare(left, right, path = '') {
  if (left === right) return [];
  if (Array.isArray(left) && Array.isArray(right)) {
    const length = Math.max(left.length, right.length);
    return Array.from({ length }, (_, index) =>
      compare(left[index], right[index], `${path}[${index}]`),
    ).flat();
  }
  if (isObject(left) && isObject(right)) {
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap(
      key => compare(left[key], right[key], `${path}.${key}`),
    );
  }
  return [`${path}: ${short(left)} ≠ ${short(right)}`];
}

/** @param {unknown} value */
function isObject(value) {
  return Boolean(value) && typeof value === 'object' && !Array.isArray(value);
}

/** @param {unknown} value */
function short(value) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
