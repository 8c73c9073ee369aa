import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { EngineData, PolicyEngine } from './PolicyEngine';
import { policyEntrypoint } from './policyEntrypoint';
import { policyLimits } from './policyLimits';
import { PolicyUnavailableError } from './PolicyUnavailableError';

const KEPT_DATA = 4;
const TOO_LONG = `The rules took longer than ${policyLimits.evaluationMs} ms.`;

interface Request {
  id: number;
  input: string;
  data: EngineData;
  askedAt: number;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

/** One thread, from its start until it ends or is ended. */
interface Thread {
  worker: Worker;
  ready: boolean;
  startedAt: number;
  running: Int32Array;
  evaluationStartedAt: Float64Array;
  /** Which guardrails it has, the least used first. */
  keys: Set<string>;
}

/**
 * Evaluates compiled rules in a thread that is watched: an evaluation that does
 * not end is ended with its thread, and the next request gets a new one.
 */
export class WasmEngine implements PolicyEngine {
  readonly version: string;
  readonly where: string;
  readonly #wasm: Uint8Array;
  readonly #pending = new Map<number, Request>();
  #outbox: Request[] = [];
  #thread: Thread | undefined;
  #watch: NodeJS.Timeout | undefined;
  #lastId = 0;
  #stopped = false;

  constructor(options: { wasm: Uint8Array; where: string; name: string }) {
    this.#wasm = options.wasm;
    this.where = options.where;
    const digest = createHash('sha256').update(options.wasm).digest('hex');
    this.version = `${options.name}:sha256:${digest}`;
  }

  evaluate(input: string, data: EngineData): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#stopped) {
        throw new PolicyUnavailableError('The backend is shutting down.');
      }
      if (this.#pending.size >= policyLimits.pending) {
        throw new PolicyUnavailableError(
          'Too many decisions are waiting already.',
        );
      }
      // 31 bits fit the shared memory; 0 means that nothing runs.
      this.#lastId = (this.#lastId % 0x7fff_fffe) + 1;
      const id = this.#lastId;
      const askedAt = Date.now();
      const request = { id, input, data, askedAt, resolve, reject };
      this.#pending.set(id, request);
      if (this.#pending.size === 1) {
        this.#beginWatch();
      }
      this.#send([request]);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#failAll('The backend is shutting down.');
    const { worker } = this.#thread ?? {};
    this.#thread = undefined;
    await worker?.terminate();
  }

  #send(requests: Request[]): void {
    // What is asked in one turn goes in one message.
    if (this.#outbox.length === 0) {
      queueMicrotask(() => this.#flush());
    }
    this.#outbox.push(...requests);
  }

  #flush(): void {
    const requests = this.#outbox.filter(({ id }) => this.#pending.has(id));
    this.#outbox = [];
    if (requests.length === 0) {
      return;
    }
    const thread = (this.#thread ??= this.#startThread());
    const messages: object[] = [];
    for (const { id, input, data } of requests) {
      if (!thread.keys.delete(data.key)) {
        messages.push({ load: data.key, data: data.json });
      }
      thread.keys.add(data.key);
      for (const key of thread.keys) {
        if (thread.keys.size <= KEPT_DATA) {
          break;
        }
        thread.keys.delete(key);
        messages.push({ drop: key });
      }
      messages.push({ id, key: data.key, input });
    }
    thread.worker.postMessage(messages);
  }

  #startThread(): Thread {
    const running = new Int32Array(new SharedArrayBuffer(4));
    const evaluationStartedAt = new Float64Array(new SharedArrayBuffer(8));
    const worker = new Worker(
      resolvePackagePath(
        '@understudy/plugin-understudy-backend',
        'policy/worker.cjs',
      ),
      {
        name: 'understudy-policy',
        // Nothing of this process is for the rules.
        env: {},
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: 256 },
        workerData: {
          wasm: this.#wasm,
          entrypoint: policyEntrypoint,
          memoryPages: policyLimits.memoryPages,
          running,
          startedAt: evaluationStartedAt,
        },
      },
    );
    const thread: Thread = {
      worker,
      ready: false,
      startedAt: Date.now(),
      running,
      evaluationStartedAt,
      keys: new Set(),
    };
    worker.on('message', (message: 'ready' | Answer[]) => {
      if (message === 'ready') {
        thread.ready = true;
      } else {
        message.forEach(answer => this.#settle(answer));
      }
    });
    worker.on('error', error => {
      if (this.#thread === thread) {
        this.#thread = undefined;
        this.#failAll(
          thread.ready
            ? `The rules broke off: ${error.message}`
            : `The compiled rules cannot be loaded: ${error.message}`,
        );
      }
    });
    worker.on('exit', () => {
      if (this.#thread === thread) {
        this.#thread = undefined;
        this.#failAll('The thread of the rules ended.');
      }
    });
    return thread;
  }

  #settle({ id, result, error }: Answer): void {
    const request = this.#pending.get(id);
    if (!request) {
      return;
    }
    this.#pending.delete(id);
    if (this.#pending.size === 0) {
      this.#endWatch();
    }
    if (error === undefined) {
      request.resolve(result);
    } else {
      request.reject(
        new PolicyUnavailableError(`The rules broke off: ${error}`),
      );
    }
  }

  #failAll(why: string): void {
    for (const { id } of [...this.#pending.values()]) {
      const request = this.#pending.get(id);
      this.#pending.delete(id);
      request?.reject(new PolicyUnavailableError(why));
    }
    this.#endWatch();
  }

  #beginWatch(): void {
    this.#thread?.worker.ref();
    this.#watch = setInterval(
      () => this.#look(),
      policyLimits.evaluationMs / 5,
    );
  }

  #endWatch(): void {
    clearInterval(this.#watch);
    // A thread that has nothing to do keeps no process alive.
    this.#thread?.worker.unref();
  }

  #look(): void {
    const thread = this.#thread;
    if (!thread) {
      return;
    }
    const now = Date.now();
    if (!thread.ready) {
      if (now - thread.startedAt > policyLimits.startMs) {
        this.#end(thread);
        this.#failAll('The compiled rules do not come to be loaded.');
      }
      return;
    }
    const id = Atomics.load(thread.running, 0);
    const since = thread.evaluationStartedAt[0];
    // The same one before and after, so that the time belongs to it.
    if (id !== 0 && Atomics.load(thread.running, 0) === id) {
      if (now - since > policyLimits.evaluationMs) {
        this.#end(thread);
        this.#settle({ id, error: TOO_LONG });
        // The others did nothing wrong.
        this.#send([...this.#pending.values()]);
      }
    }
    for (const request of [...this.#pending.values()]) {
      if (now - request.askedAt > policyLimits.waitMs) {
        this.#settle({ id: request.id, error: 'It waited too long.' });
      }
    }
  }

  #end(thread: Thread): void {
    this.#thread = undefined;
    thread.worker.removeAllListeners('message');
    thread.worker.terminate();
  }
}
