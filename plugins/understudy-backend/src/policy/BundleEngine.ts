import type { EngineData, PolicyEngine } from './PolicyEngine';
import type { VerifiedBundle } from './readBundle';
import { WasmEngine } from './WasmEngine';

/** The rules of one bundle, with its data beside the guardrails. */
export class BundleEngine implements PolicyEngine {
  readonly digest: string;
  readonly version: string;
  readonly where = 'in this process, by the rules of a signed bundle';
  readonly #wasm: WasmEngine;
  readonly #data: string;

  constructor(bundle: VerifiedBundle) {
    this.digest = bundle.digest;
    this.version = `bundle:sha256:${bundle.digest}`;
    this.#wasm = new WasmEngine({
      wasm: bundle.wasm,
      where: this.where,
      name: 'bundle',
    });
    this.#data =
      Object.keys(bundle.data).length === 0 ? '' : JSON.stringify(bundle.data);
  }

  evaluate(inputJson: string, data: EngineData): Promise<unknown> {
    return this.#wasm.evaluate(inputJson, {
      key: data.key,
      // Both are JSON objects that are not empty.
      json:
        this.#data === ''
          ? data.json
          : `${this.#data.slice(0, -1)},${data.json.slice(1)}`,
    });
  }

  stop(): Promise<void> {
    return this.#wasm.stop();
  }
}
