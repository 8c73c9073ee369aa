import type { JsonObject } from '@backstage/types';
import type { Target } from '@understudy/plugin-understudy-common';
import type {
  Connector,
  Operation,
  OperationActor,
  OperationContext,
  Snapshot,
  TargetPrecondition,
} from '../../connectors';
import type { Outputs } from './Outputs';

/** How one operation is called; what comes out of it is kept. */
export class OperationCalls {
  readonly operation: Operation;
  readonly #input: JsonObject;
  readonly #actor: OperationActor;
  readonly #outputs: Outputs;
  readonly #signal: AbortSignal;

  constructor(options: {
    connector: Connector;
    operation: string;
    input: JsonObject;
    actor: OperationActor;
    outputs: Outputs;
    signal?: AbortSignal;
  }) {
    const operation = options.connector.operations.find(
      ({ id }) => id === options.operation,
    );
    if (!operation) {
      throw new Error(
        `there is no operation ${options.operation} on this connector`,
      );
    }
    this.operation = operation;
    this.#input = options.input;
    this.#actor = options.actor;
    this.#outputs = options.outputs;
    this.#signal = options.signal ?? new AbortController().signal;
  }

  resolve() {
    return this.#keep('resolve', context =>
      this.operation.resolve(this.#input, context),
    );
  }

  preview(targets: readonly Target[]) {
    return this.#keep('preview', context =>
      this.operation.preview!(this.#input, targets, context),
    );
  }

  checkAccess(targets: readonly Target[]) {
    return this.#keep('checkAccess', context =>
      this.operation.checkAccess(targets, context),
    );
  }

  capture(targets: readonly Target[]) {
    return this.#keep('capture', context =>
      this.operation.capture!(this.#input, targets, context),
    );
  }

  apply(
    targets: readonly Target[],
    effect?: { key: string; preconditions?: readonly TargetPrecondition[] },
  ) {
    const preconditions =
      effect?.preconditions ??
      targets.map(({ uid, resourceVersion }) => ({ uid, resourceVersion }));
    return this.#keep('apply', context =>
      this.operation.apply!(
        this.#input,
        targets,
        effect ? { ...context, idempotencyKey: effect.key } : context,
        effect && {
          preconditions,
          onProgress: told => this.#outputs.keep('the progress of apply', told),
        },
      ),
    );
  }

  verify(targets: readonly Target[]) {
    return this.#keep('verify', context =>
      this.operation.verify!(this.#input, targets, context),
    );
  }

  undo(snapshot: Snapshot) {
    return this.#keep('undo', async () => this.operation.undo!(snapshot));
  }

  #keep<T>(
    part: string,
    call: (context: OperationContext) => Promise<T>,
  ): Promise<T> {
    return this.#outputs.of(`${this.operation.id} ${part}`, () =>
      call({
        signal: this.#signal,
        actor: this.#actor,
        logger: this.#outputs.logger(),
      }),
    );
  }
}
