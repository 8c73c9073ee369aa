import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { readFileSync } from 'node:fs';
import type { EngineSource } from './EngineSource';
import { PolicyUnavailableError } from './PolicyUnavailableError';
import { WasmEngine } from './WasmEngine';

/** The rules that come with this package. */
export class PackedSource implements EngineSource {
  readonly mode = 'wasm';
  readonly remedy =
    'Install @understudy/plugin-understudy-backend again: the compiled rules in its folder policy are missing or spoiled.';
  readonly #engine: WasmEngine | PolicyUnavailableError;

  constructor(
    file = resolvePackagePath(
      '@understudy/plugin-understudy-backend',
      'policy/policy.wasm',
    ),
  ) {
    try {
      this.#engine = new WasmEngine({
        wasm: readFileSync(file),
        where: 'in this process',
        name: 'wasm',
      });
    } catch (error) {
      this.#engine = new PolicyUnavailableError(
        'The compiled rules cannot be read.',
        toError(error),
      );
    }
  }

  engine(): WasmEngine {
    if (this.#engine instanceof Error) {
      throw this.#engine;
    }
    return this.#engine;
  }

  async stop(): Promise<void> {
    if (this.#engine instanceof WasmEngine) {
      await this.#engine.stop();
    }
  }
}
