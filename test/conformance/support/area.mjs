// @ts-check

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {(t: import('./Trial.mjs').Trial) => Promise<unknown>} run
 * @property {boolean} [alone] runs when no other case does, because it would disturb them
 */

/**
 * A group of cases. Each has a name of its own, by which it is reported and,
 * where it must be, left out by name.
 *
 * @param {string} name
 * @param {Record<string, Case['run']>} cases
 * @param {{ alone?: boolean }} [options]
 * @returns {Case[]}
 */
export function area(name, cases, options = {}) {
  return Object.entries(cases).map(([title, run]) => ({
    name: `${name}: ${title}`,
    run,
    ...options,
  }));
}
