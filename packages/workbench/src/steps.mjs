// @ts-check
import { performance } from 'node:perf_hooks';
import { explain } from './explain.mjs';
import { StepError } from './StepError.mjs';

/** @param {string} text */
export function log(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {number} ms */
export function seconds(ms) {
  return ms < 9_950
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.round(ms / 1000)} s`;
}

/**
 * Announces a step, does it, and says how long it took. A failure carries the step's name on.
 * @template T
 * @param {string} name one word
 * @param {string} what what it does, for a person who waits
 * @param {() => T | Promise<T>} fn
 * @returns {Promise<T>}
 */
export async function step(name, what, fn) {
  const started = performance.now();
  log(`${name.padEnd(9)} ${what} …`);
  try {
    const result = await fn();
    log(`${name.padEnd(9)} done in ${seconds(performance.now() - started)}`);
    return result;
  } catch (error) {
    throw failure(error, name);
  }
}

/**
 * @param {unknown} error
 * @param {string} [step]
 * @returns {StepError}
 */
export function failure(error, step) {
  if (error instanceof StepError) {
    error.step ??= step;
    return error;
  }
  const text = error instanceof Error ? error.message : String(error);
  const code = /** @type {{ code?: unknown }} */ (error)?.code;
  const known = explain(text) ?? explain(typeof code === 'string' ? code : '');
  return new StepError({
    step,
    why: known?.why ?? text,
    remedy:
      known?.remedy ??
      'This is not a failure we know. Please report it with the lines above.',
    detail: known || !(error instanceof Error) ? undefined : error.stack,
  });
}

/** @param {StepError} error */
export function reportFailure(error) {
  const lines = [''];
  if (error.detail) lines.push(error.detail.trimEnd(), '');
  lines.push(`FAILED${error.step ? ` at ${error.step}` : ''}: ${error.why}`);
  lines.push(`  What to do: ${error.remedy}`);
  if (error.log) lines.push(`  Everything it said: ${error.log}`);
  process.stderr.write(`${lines.join('\n')}\n`);
}
