// @ts-check
/**
 * Evaluates policy in a thread of its own: a policy that does not come to an end
 * can be stopped from outside, one that breaks takes nothing with it.
 *
 * It is asked by lists of messages and answers each list by one list, so that a
 * crowd of decisions costs one trip. While it evaluates, the number of the
 * request and the time when it began stand in shared memory.
 */
const { parentPort, workerData } = require('node:worker_threads');
const { loadPolicySync } = require('@open-policy-agent/opa-wasm');

/**
 * @typedef {{ load: string, data: string } | { drop: string } | { id: number, key: string, input: string }} Message
 * @typedef {{ data: string, policy: import('@open-policy-agent/opa-wasm').LoadedPolicy | undefined }} Loaded
 */

const { wasm, entrypoint, memoryPages, running, startedAt } = workerData;
const module_ = new WebAssembly.Module(wasm);
const encoder = new TextEncoder();
/** @type {Map<string, Loaded>} */
const loaded = new Map();

/** @param {string} data */
function instantiate(data) {
  const policy = loadPolicySync(module_, { initial: 5, maximum: memoryPages });
  // The library takes a list of bytes as they are, without parsing them.
  policy.setData(encoder.encode(data).buffer);
  return policy;
}

/** @param {unknown} error */
function textOf(error) {
  if (error instanceof Error) return error.message;
  if (typeof error === 'string') return error;
  const { message } = /** @type {{ message?: unknown }} */ (error ?? {});
  return typeof message === 'string' ? message : 'an error without words';
}

/** @param {{ id: number, key: string, input: string }} request */
function evaluate({ id, key, input }) {
  const entry = loaded.get(key);
  if (!entry) return { id, error: 'these guardrails were not loaded' };
  try {
    startedAt[0] = Date.now();
    Atomics.store(running, 0, id);
    entry.policy ??= instantiate(entry.data);
    const result = entry.policy.evaluate(
      encoder.encode(input).buffer,
      entrypoint,
    );
    return { id, result: result?.[0]?.result };
  } catch (error) {
    // Its memory may be in any state.
    entry.policy = undefined;
    return { id, error: textOf(error) };
  } finally {
    Atomics.store(running, 0, 0);
  }
}

parentPort?.on('message', (/** @type {Message[]} */ messages) => {
  const answers = [];
  for (const message of messages) {
    if ('id' in message) {
      answers.push(evaluate(message));
    } else if ('load' in message) {
      loaded.set(message.load, { data: message.data, policy: undefined });
    } else {
      loaded.delete(message.drop);
    }
  }
  if (answers.length > 0) parentPort?.postMessage(answers);
});

// What cannot be loaded shall say so now, not with the first decision.
const probe = instantiate('{}');
if (!Object.hasOwn(probe.entrypoints, entrypoint)) {
  throw new Error(`it has no entrypoint ${entrypoint}`);
}
parentPort?.postMessage('ready');
