import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { CheckpointSink } from './CheckpointSink';

/**
 * Lets a backend module say where checkpoints of the ledger are kept.
 *
 * @public
 */
export interface UnderstudyLedgerExtensionPoint {
  /** Adds a sink; its id must be one that no other sink has. */
  addCheckpointSink(sink: CheckpointSink): void;
}

/**
 * The extension point of the ledger.
 *
 * @public
 */
export const understudyLedgerExtensionPoint =
  createExtensionPoint<UnderstudyLedgerExtensionPoint>({
    id: 'understudy.ledger',
  });
