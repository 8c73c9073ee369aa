import { ConflictError } from '@backstage/errors';
import {
  parseCheckpoint,
  parseNote,
  verifyConsistencyProof,
} from '@understudy/ledger';
import type { CheckpointOffer } from './CheckpointSink';

/**
 * Throws a ConflictError unless a checkpoint extends the newest one that a sink
 * keeps. Every sink asks this before it keeps anything, so that neither an old
 * copy of the database nor a second history gets past it.
 *
 * @public
 */
export async function assertCheckpointExtends(options: {
  /** The newest checkpoint that the sink keeps, as a signed note. */
  latest: string | undefined;
  /** What is offered. */
  offer: CheckpointOffer;
}): Promise<void> {
  const { latest, offer } = options;
  const offered = parseCheckpoint(parseNote(offer.note).text);
  if (
    offered.origin !== offer.origin ||
    offered.size !== offer.size ||
    !Buffer.from(offered.root).equals(offer.root)
  ) {
    throw new ConflictError(
      'The signed note is about another checkpoint than the one offered',
    );
  }
  if (latest === undefined) {
    return;
  }
  const kept = parseCheckpoint(parseNote(latest).text);
  if (kept.origin !== offer.origin) {
    throw new ConflictError(
      `This place keeps the checkpoints of ${kept.origin}, not of ${offer.origin}`,
    );
  }
  if (offer.size < kept.size) {
    throw new ConflictError(
      `The checkpoint covers ${offer.size} entries, and one over ${kept.size} is already kept: the log has lost its end, or this is an old copy of it`,
    );
  }
  if (offer.size === kept.size) {
    if (!Buffer.from(kept.root).equals(offer.root)) {
      throw new ConflictError(
        `Another checkpoint over ${kept.size} entries is already kept: there are two histories of the same length`,
      );
    }
    return;
  }
  if (kept.size === 0n) {
    return;
  }
  try {
    verifyConsistencyProof({
      size1: kept.size,
      size2: offer.size,
      root1: kept.root,
      root2: offer.root,
      proof: await offer.prove({ size: kept.size }),
    });
  } catch (error) {
    throw new ConflictError(
      `The checkpoint over ${offer.size} entries does not extend the one over ${kept.size} that is already kept: what was recorded before has changed`,
      error,
    );
  }
}
