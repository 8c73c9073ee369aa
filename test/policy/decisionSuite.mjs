// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** @typedef {{ [key: string]: any }} Json */
/**
 * What the rules must say of one input.
 * @typedef {object} Expected
 * @property {'allow' | 'require_approval' | 'deny'} decision
 * @property {string[]} ruleIds
 * @property {number} approvers
 * @property {string} lane
 * @property {Json} constraints
 * @property {Json[]} [quorum]
 */
/**
 * @typedef {object} Case
 * @property {string} id unique in the suite
 * @property {string} why
 * @property {Json} input
 * @property {Json | undefined} guardrails undefined where there are none
 * @property {Expected} expect
 */

/** @param {string} file */
const read = file => JSON.parse(readFileSync(join(here, file), 'utf8'));

/**
 * RFC 7386: objects are merged, null takes out, everything else takes the place.
 *
 * @param {any} target
 * @param {any} patch
 * @returns {any}
 */
function mergePatch(target, patch) {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return patch;
  }
  const merged =
    typeof target === 'object' && target !== null && !Array.isArray(target)
      ? { ...target }
      : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

/**
 * The whole suite: every case with its overrides put over a base input and over
 * the default guardrails.
 *
 * @returns {Case[]}
 */
export function decisionSuite() {
  const bases = read('bases.json');
  const defaults = read('guardrails.json');
  return readdirSync(join(here, 'cases'))
    .sort()
    .flatMap(file =>
      read(`cases/${file}`).cases.map((/** @type {Json} */ entry) => ({
        id: `${basename(file, '.json')}/${entry.id}`,
        why: entry.why,
        input: mergePatch(bases[entry.base], entry.input ?? {}),
        guardrails:
          entry.guardrails === null
            ? undefined
            : mergePatch(defaults, entry.guardrails ?? {}),
        expect: entry.expect,
      })),
    );
}

/**
 * What an engine answered, as a case expects it.
 *
 * @param {Json | undefined} answer
 * @param {Expected} expected
 */
export function comparable(answer, expected) {
  return {
    decision: answer?.decision,
    ruleIds: answer?.ruleIds,
    approvers: answer?.approvers,
    lane: answer?.lane,
    constraints: answer?.constraints,
    ...(expected.quorum && { quorum: answer?.quorum }),
  };
}
