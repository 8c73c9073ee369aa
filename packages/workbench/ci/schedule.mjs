// @ts-check

/**
 * @typedef {import('./parts.mjs').Part} Part
 * @typedef {'ok' | 'red' | 'left out'} Result
 */

/**
 * Runs the parts in their order, as many at once as the cores allow. A red part stops nothing but what needs it.
 *
 * @param {Part[]} parts
 * @param {number} cores
 * @param {(part: Part) => Promise<boolean>} runPart resolves with whether it is well
 * @param {(part: Part) => void} leaveOut hears of a part that does not run since one it needs is red
 */
export async function schedule(parts, cores, runPart, leaveOut) {
  /** @type {Map<string, Result>} */
  const results = new Map();
  const names = new Set(parts.map(part => part.name));
  const waiting = [...parts];
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  let free = cores;

  const needed = (/** @type {Part} */ part) =>
    (part.after ?? []).filter(name => names.has(name));

  while (waiting.length || running.size) {
    for (const part of [...waiting]) {
      const before = needed(part).map(name => results.get(name));
      if (before.some(result => result === 'red' || result === 'left out')) {
        waiting.splice(waiting.indexOf(part), 1);
        results.set(part.name, 'left out');
        leaveOut(part);
      }
    }
    const next = waiting.find(part =>
      needed(part).every(name => results.get(name) === 'ok'),
    );
    const cost = Math.min(next?.cores ?? 1, cores);
    if (next && cost <= free) {
      waiting.splice(waiting.indexOf(next), 1);
      free -= cost;
      const end = runPart(next)
        .then(well => void results.set(next.name, well ? 'ok' : 'red'))
        .finally(() => {
          free += cost;
          running.delete(end);
        });
      running.add(end);
    } else if (running.size) {
      await Promise.race(running);
    } else if (waiting.length) {
      throw new Error(
        `These parts wait for each other: ${waiting
          .map(part => part.name)
          .join(', ')}`,
      );
    }
  }
  return results;
}
