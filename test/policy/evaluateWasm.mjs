// @ts-check
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./decisionSuite.mjs').Case} Case */

/**
 * Asks compiled rules in this process, case by case.
 *
 * @param {Uint8Array} wasm
 * @param {Case[]} suite
 * @returns {any[]} the answers, in order
 */
export function evaluateWasm(wasm, suite) {
  const { loadPolicySync } = createRequire(
    fileURLToPath(
      new URL(
        '../../plugins/understudy-backend/policy/worker.cjs',
        import.meta.url,
      ),
    ),
  )('@open-policy-agent/opa-wasm');
  const policy = loadPolicySync(new WebAssembly.Module(wasm), {
    initial: 5,
    maximum: 1024,
  });
  return suite.map(({ input, guardrails }) => {
    policy.setData(guardrails === undefined ? {} : { guardrails });
    return policy.evaluate(input)[0]?.result;
  });
}
