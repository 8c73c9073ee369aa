// @ts-check
import { Trial } from './Trial.mjs';

/**
 * Runs one case on one ground. Rejects where the case's own assertions fail.
 *
 * @param {import('./area.mjs').Case} one
 * @param {import('../grounds/Ground.mjs').Ground} ground
 * @param {{ run: string, id: string }} options
 * @returns {Promise<unknown>} what was seen, normalised
 */
export async function runCase(one, ground, options) {
  const trial = new Trial(ground, options);
  try {
    await one.run(trial);
    return trial.observation;
  } finally {
    await trial.end();
  }
}
