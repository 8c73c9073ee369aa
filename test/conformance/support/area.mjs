// @ts-check

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {(t: import('./Trial.mjs').Trial) => Promise<unknown>} run
 */

/**
 * A group of cases. Each has a name of its own, by which it is reported and,
 * where it must be, left out by name.
 *
 * @param {string} name
 * @param {Record<string, Case['run']>} cases
 * @returns {Case[]}
 */
export function area(name, cases) {
  return Object.entries(cases).map(([title, run]) => ({
    name: `${name}: ${title}`,
    run,
  }));
}
