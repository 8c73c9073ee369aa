import { ConflictError } from '@backstage/errors';
import {
  assertCheckpointExtends,
  type CheckpointOffer,
} from '@understudy/plugin-understudy-node';
import { parseKept } from './parseKept';

const ATTEMPTS = 10;

/**
 * Keeps a checkpoint behind the newest one, in a place where only one can take
 * the position behind it. Who loses that race looks again, so that two
 * histories cannot both get in, whatever their sizes are.
 */
export async function keepInLine<Newest extends { note: string }>(options: {
  offer: CheckpointOffer;
  signal: AbortSignal;
  /** What the place is called in errors. */
  where: string;
  /** The newest that the place keeps. */
  newest(): Promise<Newest | undefined>;
  /** Takes the position behind it; false if somebody else has it. */
  claim(newest: Newest | undefined): Promise<boolean>;
}): Promise<void> {
  const { offer, signal, where } = options;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    signal.throwIfAborted();
    const newest = await options.newest();
    await assertCheckpointExtends({ latest: newest?.note, offer });
    if (newest && parseKept(newest.note, where).size === offer.size) {
      return;
    }
    if (await options.claim(newest)) {
      return;
    }
  }
  throw new ConflictError(
    `Others keep putting checkpoints into ${where}; is more than one installation using it?`,
  );
}
