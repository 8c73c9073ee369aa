import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type {
  CheckpointOffer,
  CheckpointSink,
} from '@understudy/plugin-understudy-node';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileSinkConfig } from '../../config/SinkConfig';
import { assertSameLog } from '../assertSameLog';
import { keepInLine } from '../keepInLine';
import { parseKept } from '../parseKept';
import { whileWaited } from '../whileWaited';
import { replaceFile } from './replaceFile';
import { writeNewFile } from './writeNewFile';

const NAME = /^(\d{12})\.checkpoint$/;
const LATEST = 'latest';
const TIMEOUT_MS = 30_000;

type Kept = { number: number; note: string };

/**
 * Keeps checkpoints in a directory: one file for each, numbered in their order
 * and never written again, and a copy of the newest called `latest`.
 */
export class FileCheckpointSink implements CheckpointSink {
  readonly id: string;
  readonly title: string;
  readonly #path: string;

  constructor(config: FileSinkConfig) {
    this.id = config.id;
    this.title = `directory ${config.path}`;
    this.#path = config.path;
  }

  async latest(options: {
    origin: string;
    signal: AbortSignal;
  }): Promise<string | undefined> {
    return this.#attempt(options.signal, async () => {
      const newest = await this.#newest();
      if (newest) {
        assertSameLog(newest.note, {
          origin: options.origin,
          where: this.#file(newest.number),
        });
      }
      return newest?.note;
    });
  }

  async push(
    offer: CheckpointOffer,
    options: { signal: AbortSignal },
  ): Promise<void> {
    await this.#attempt(options.signal, async signal => {
      await mkdir(this.#path, { recursive: true });
      await keepInLine({
        offer,
        signal,
        where: this.title,
        newest: () => this.#newest(),
        claim: async newest => {
          signal.throwIfAborted();
          return writeNewFile(
            this.#file((newest?.number ?? 0) + 1),
            offer.note,
          );
        },
      });
      await this.#showLatest();
    });
  }

  async #attempt<T>(
    signal: AbortSignal,
    fn: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await whileWaited(
        { signal, timeoutMs: TIMEOUT_MS, where: this.title },
        fn,
      );
    } catch (error) {
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (syscall === undefined) {
        throw error;
      }
      throw new ServiceUnavailableError(
        `The ${this.title} cannot be used: ${syscall} fails with ${code}`,
        error,
      );
    }
  }

  async #newest(): Promise<Kept | undefined> {
    const shown = await this.#read(LATEST);
    const names = await readdir(this.#path).catch(nothingThere);
    const number = (names ?? []).reduce(
      (most, name) => Math.max(most, Number(NAME.exec(name)?.[1] ?? 0)),
      0,
    );
    const note = number > 0 ? await this.#read(nameOf(number)) : undefined;
    const newest = note === undefined ? undefined : { number, note };
    this.#compare(newest, shown);
    return newest;
  }

  /** Throws if the copy of the newest knows of one that is not there. */
  #compare(newest: Kept | undefined, shown: string | undefined): void {
    if (shown === undefined) {
      return;
    }
    const copy = parseKept(shown, join(this.#path, LATEST));
    const kept = newest && parseKept(newest.note, this.#file(newest.number));
    if (
      !kept ||
      copy.size > kept.size ||
      (copy.size === kept.size && !Buffer.from(copy.root).equals(kept.root))
    ) {
      throw new ConflictError(
        `${join(this.#path, LATEST)} shows a checkpoint over ${
          copy.size
        } entries that is not among the files beside it: files were taken away or changed`,
      );
    }
  }

  async #showLatest(): Promise<void> {
    const newest = await this.#newest();
    if (newest && (await this.#read(LATEST)) !== newest.note) {
      await replaceFile(join(this.#path, LATEST), newest.note);
    }
  }

  #read(name: string): Promise<string | undefined> {
    return readFile(join(this.#path, name), 'utf8').catch(nothingThere);
  }

  #file(number: number): string {
    return join(this.#path, nameOf(number));
  }
}

function nameOf(number: number): string {
  return `${String(number).padStart(12, '0')}.checkpoint`;
}

function nothingThere(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') {
    return undefined;
  }
  throw error;
}
