import { InputError } from '@backstage/errors';
import type {
  CheckpointSink,
  UnderstudyLedgerExtensionPoint,
} from '@understudy/plugin-understudy-node';

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Collects the sinks that modules bring. */
export class CheckpointSinkList implements UnderstudyLedgerExtensionPoint {
  readonly #sinks: CheckpointSink[] = [];

  addCheckpointSink(sink: CheckpointSink): void {
    assertGoodId(sink, this.#sinks);
    this.#sinks.push(sink);
  }

  /** Those of the configuration first. */
  after(configured: readonly CheckpointSink[]): CheckpointSink[] {
    this.#sinks.forEach(sink => assertGoodId(sink, configured));
    return [...configured, ...this.#sinks];
  }
}

function assertGoodId(
  { id }: CheckpointSink,
  others: readonly CheckpointSink[],
): void {
  if (!ID.test(id) || id.length > 64) {
    throw new InputError(
      `The checkpoint sink ${id} needs an id of lower case words with hyphens, at most 64 characters`,
    );
  }
  if (others.some(other => other.id === id)) {
    throw new InputError(`There are two checkpoint sinks with the id ${id}`);
  }
}
