import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BundleEngine } from './BundleEngine';
import type { EngineSource } from './EngineSource';
import { parseAnswer } from './parseAnswer';
import type { BundleConfig } from './PolicyConfig';
import type { PolicyEngine } from './PolicyEngine';
import { PolicyUnavailableError } from './PolicyUnavailableError';
import { policyProbe } from './policyProbe';
import { readBundle } from './readBundle';

const LOOK_MS = 5000;

/**
 * The rules of a signed bundle in a directory. A new one that is put there is
 * taken once it is verified and has judged something; until then, and if it is
 * not good, the one that was verified before goes on, and Health says so.
 */
export class BundleSource implements EngineSource {
  readonly mode = 'bundle';
  readonly remedy =
    'Put a bundle that was built by opa build -t wasm and signed with the key of understudy.policy.bundle into its directory.';
  readonly #config: BundleConfig;
  readonly #logger: LoggerService;
  readonly #lookMs: number;
  #engine: BundleEngine | undefined;
  #wrong = 'The bundle is being read.';
  #stamp: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** Begins to read; there is no engine until the bundle is verified. */
  static start(
    options: BundleConfig & { logger: LoggerService; lookMs?: number },
  ): BundleSource {
    const source = new BundleSource(options);
    source.#next(0);
    return source;
  }

  private constructor(
    options: BundleConfig & { logger: LoggerService; lookMs?: number },
  ) {
    const { logger, lookMs, ...config } = options;
    this.#config = config;
    this.#logger = logger;
    this.#lookMs = lookMs ?? LOOK_MS;
  }

  engine(): PolicyEngine {
    if (!this.#engine) {
      throw new PolicyUnavailableError(this.#wrong);
    }
    return this.#engine;
  }

  warning(): string | undefined {
    return this.#wrong === ''
      ? undefined
      : `A newer bundle is not taken, and the one before goes on: ${
          this.#wrong
        }`;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#engine?.stop();
  }

  #next(afterMs: number): void {
    this.#timer = setTimeout(async () => {
      await this.#look();
      if (!this.#stopped) {
        this.#next(this.#lookMs);
      }
    }, afterMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const stamp = await stampOf(this.#config.directory);
    if (stamp === this.#stamp && this.#wrong === '') {
      return;
    }
    try {
      const bundle = await readBundle(this.#config);
      if (bundle.digest !== this.#engine?.digest) {
        await this.#take(new BundleEngine(bundle));
      }
      this.#stamp = stamp;
      this.#wrong = '';
    } catch (error) {
      const { message } = toError(error);
      if (message !== this.#wrong) {
        this.#logger.error('The policy bundle is not taken', toError(error));
      }
      this.#wrong = message;
    }
  }

  /** Not before it has judged something. */
  async #take(engine: BundleEngine): Promise<void> {
    try {
      parseAnswer(
        await engine.evaluate(JSON.stringify(policyProbe), {
          key: 'probe',
          json: '{"guardrails":{}}',
        }),
      );
    } catch (error) {
      await engine.stop();
      throw error;
    }
    if (this.#stopped) {
      await engine.stop();
      return;
    }
    const before = this.#engine;
    this.#engine = engine;
    // What it is being asked is answered before.
    setTimeout(() => before?.stop(), LOOK_MS).unref();
  }
}

/** Changes when the signatures are written anew, which every new bundle does. */
async function stampOf(directory: string): Promise<string> {
  try {
    const { mtimeMs, ino, size } = await stat(
      join(directory, '.signatures.json'),
    );
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return '';
  }
}
