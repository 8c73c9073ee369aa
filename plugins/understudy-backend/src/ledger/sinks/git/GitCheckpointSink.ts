import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  CheckpointOffer,
  CheckpointSink,
} from '@understudy/plugin-understudy-node';
import type { GitSinkConfig } from '../../config/SinkConfig';
import { assertSameLog } from '../assertSameLog';
import { keepInLine } from '../keepInLine';
import { parseKept } from '../parseKept';
import { whileWaited } from '../whileWaited';
import { GitRepository, type GitHeads } from './GitRepository';
import { Queue } from './Queue';

const FILE = 'checkpoint';
const TIMEOUT_MS = 60_000;
// How far back it is looked whether somebody put an older checkpoint on top.
const LOOK_BACK = 5000;

type Kept = GitHeads & { note: string };

/**
 * Keeps checkpoints in the history of a git branch: each commit holds one, in
 * the file `checkpoint`. With a remote, a checkpoint is kept when the remote has
 * taken the commit.
 */
export class GitCheckpointSink implements CheckpointSink {
  readonly id: string;
  readonly title: string;
  readonly #config: GitSinkConfig;
  readonly #repository: GitRepository;
  readonly #logger: LoggerService;
  readonly #queue = new Queue();
  /** Up to which commit the history was looked through, and what it ends with. */
  #looked: { commit: string; note: string | undefined } | undefined;

  constructor(config: GitSinkConfig, options: { logger: LoggerService }) {
    this.id = config.id;
    this.title = `git repository ${config.remote ?? config.directory}`;
    this.#config = config;
    this.#repository = new GitRepository(config);
    this.#logger = options.logger;
  }

  async latest(options: {
    origin: string;
    signal: AbortSignal;
  }): Promise<string | undefined> {
    return this.#attempt(options.signal, async signal => {
      const { remote, directory } = this.#config;
      if (remote === undefined && !(await this.#repository.exists())) {
        return undefined;
      }
      await this.#repository.prepare(signal);
      const note = (await this.#newest(signal)).note;
      if (note !== undefined) {
        assertSameLog(note, {
          origin: options.origin,
          where: `${FILE} in ${remote ?? directory}`,
        });
      }
      return note;
    });
  }

  async push(
    offer: CheckpointOffer,
    options: { signal: AbortSignal },
  ): Promise<void> {
    await this.#attempt(options.signal, async signal => {
      await this.#repository.prepare(signal);
      let heads: GitHeads = {};
      await keepInLine<Kept>({
        offer,
        signal,
        where: this.title,
        newest: async () => {
          const { note, ...found } = await this.#newest(signal);
          heads = found;
          return note === undefined ? undefined : { ...found, note };
        },
        claim: async () => {
          const commit = await this.#repository.commit({
            base: heads.base,
            file: FILE,
            text: offer.note,
            message: `Checkpoint of ${offer.origin} over ${offer.size} entries`,
            signal,
          });
          const done = await this.#repository.publish(commit, heads, signal);
          if (done) {
            this.#looked = { commit, note: offer.note };
          }
          return done;
        },
      });
    });
  }

  async #attempt<T>(
    signal: AbortSignal,
    fn: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    // What was looked through would not fit what another call finds.
    return this.#queue.run(() =>
      whileWaited(
        { signal, timeoutMs: TIMEOUT_MS, where: `The ${this.title}` },
        fn,
      ),
    );
  }

  async #newest(signal: AbortSignal): Promise<GitHeads & { note?: string }> {
    const heads = await this.#repository.heads(signal);
    const { base, local, remote } = heads;
    if (base === undefined) {
      return heads;
    }
    const note = await this.#lookThrough(base, signal);
    if (this.#config.remote !== undefined) {
      await this.#repository.follow(heads, signal);
      if (remote !== base) {
        this.#logger.warn(
          `The ${this.title} lacks checkpoints that ${
            this.#config.directory
          } has; they are pushed again with the next one`,
        );
      }
    }
    return {
      base,
      remote,
      local: this.#config.remote === undefined ? local : base,
      note,
    };
  }

  /**
   * The newest checkpoint of a history. A commit can also put an older one on
   * top, or take the file away, without rewriting anything: that shows here.
   */
  async #lookThrough(
    commit: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const looked = this.#looked;
    if (looked?.commit === commit) {
      return looked.note;
    }
    if (
      looked &&
      !(await this.#repository.isAncestor(looked.commit, commit, signal))
    ) {
      throw new ConflictError(
        `The branch ${this.#config.branch} of the ${
          this.title
        } was set back: it has lost commits that it had`,
      );
    }
    const found = await this.#repository.history(FILE, {
      from: commit,
      after: looked?.commit,
      most: LOOK_BACK,
      signal,
    });
    const notes = looked?.note === undefined ? found : [...found, looked.note];
    this.#assertGrowing(notes);
    this.#looked = { commit, note: notes[0] };
    return notes[0];
  }

  #assertGrowing(notes: ReadonlyArray<string | undefined>): void {
    const where = `${FILE} in the history of the ${this.title}`;
    let newer: bigint | undefined;
    for (const note of notes) {
      if (note === undefined) {
        throw new ConflictError(`${where} was taken away by a commit`);
      }
      const { size } = parseKept(note, where);
      if (newer !== undefined && size >= newer) {
        throw new ConflictError(
          `${where} went from ${size} entries to ${newer}: a commit put another checkpoint over it`,
        );
      }
      newer = size;
    }
  }
}
