import {
  assertCheckpointExtends,
  type CheckpointOffer,
  type CheckpointSink,
} from '@understudy/plugin-understudy-node';

/** A place outside that behaves as a sink must, for as long as the test lasts. */
export class MemorySink implements CheckpointSink {
  readonly id: string;
  readonly title: string;
  readonly kept: string[] = [];
  /** Set it to let the place be out of reach. */
  broken: Error | undefined;

  constructor(id = 'memory') {
    this.id = id;
    this.title = `The place ${id}`;
  }

  async latest(): Promise<string | undefined> {
    if (this.broken) {
      throw this.broken;
    }
    return this.kept.at(-1);
  }

  async push(offer: CheckpointOffer): Promise<void> {
    const latest = await this.latest();
    if (latest === offer.note) {
      return;
    }
    await assertCheckpointExtends({ latest, offer });
    this.kept.push(offer.note);
  }
}
