import type { S3Client } from '@aws-sdk/client-s3';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type {
  CheckpointOffer,
  CheckpointSink,
} from '@understudy/plugin-understudy-node';
import type { S3SinkConfig } from '../../config/SinkConfig';
import { assertSameLog } from '../assertSameLog';
import { keepInLine } from '../keepInLine';
import { whileWaited } from '../whileWaited';
import { createS3Client } from './createS3Client';
import { S3Bucket } from './S3Bucket';
import { toS3Error } from './toS3Error';

const TIMEOUT_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;
// Keys count down from here: a store lists keys upwards, so the newest is first.
const LAST = 999_999_999_999;

type Kept = { number: number; note: string };

/**
 * Keeps checkpoints in a bucket: one object for each, which nothing overwrites,
 * under a retention lock if one is configured.
 */
export class S3CheckpointSink implements CheckpointSink {
  readonly id: string;
  readonly title: string;
  readonly #config: S3SinkConfig;
  readonly #bucket: S3Bucket;
  readonly #now: () => number;
  #versioned = false;

  constructor(
    config: S3SinkConfig,
    options: { client?: S3Client; now?: () => number } = {},
  ) {
    this.id = config.id;
    this.title = `bucket ${config.bucket}${config.prefix && '/'}${
      config.prefix
    }`.replace(/\/$/, '');
    this.#config = config;
    this.#now = options.now ?? Date.now;
    this.#bucket = new S3Bucket(
      config.bucket,
      options.client ?? createS3Client(config),
    );
  }

  async latest(options: {
    origin: string;
    signal: AbortSignal;
  }): Promise<string | undefined> {
    return this.#attempt(options.signal, async signal => {
      const newest = await this.#newest(signal);
      if (newest) {
        assertSameLog(newest.note, {
          origin: options.origin,
          where: `${this.#key(newest.number)} in the ${this.title}`,
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
      await this.#assertVersioned(signal);
      await keepInLine<Kept>({
        offer,
        signal,
        where: `the ${this.title}`,
        newest: () => this.#newest(signal),
        claim: newest =>
          this.#put((newest?.number ?? 0) + 1, offer.note, signal),
      });
      await this.#assertLocked(signal);
    });
  }

  /** Without versions, what is written over or deleted leaves no trace. */
  async #assertVersioned(signal: AbortSignal): Promise<void> {
    this.#versioned ||= await this.#bucket.hasVersions(signal);
    if (!this.#versioned) {
      throw new ServiceUnavailableError(
        `The ${this.title} does not keep versions; switch on versioning, or better make a bucket with object lock`,
      );
    }
  }

  /** Some stores take an object with a lock, and forget the lock. */
  async #assertLocked(signal: AbortSignal): Promise<void> {
    const { retention } = this.#config;
    const newest = retention && (await this.#newest(signal));
    if (!newest) {
      return;
    }
    const key = this.#key(newest.number);
    const lock = await this.#bucket.lockOf({ key, signal });
    if (lock?.mode !== retention.mode) {
      throw new ServiceUnavailableError(
        `${key} in the ${this.title} is not under the lock ${retention.mode} that is configured; the bucket needs object lock, and a store that keeps to it`,
      );
    }
  }

  async #put(
    number: number,
    note: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { retention } = this.#config;
    const key = this.#key(number);
    const made = await this.#bucket.putNew({
      key,
      text: note,
      ...(retention && {
        lock: {
          mode: retention.mode,
          until: new Date(this.#now() + retention.days * DAY_MS),
        },
      }),
      signal,
    });
    if (!made) {
      return false;
    }
    // Not every store that says it speaks S3 does what it was asked to.
    const versions = await this.#bucket.versions({ prefix: key, signal });
    const first = versions.at(-1);
    if (versions.length !== 1 || first?.id !== made.id) {
      throw new ConflictError(
        `Two checkpoints were written to ${key} in the ${this.title}: the store does not keep to If-None-Match, or somebody else writes there`,
      );
    }
    return true;
  }

  async #newest(signal: AbortSignal): Promise<Kept | undefined> {
    const versions = await this.#bucket.versions({
      prefix: this.#config.prefix,
      signal,
    });
    const newest = versions.filter(({ key }) => key === versions[0].key);
    if (newest.length === 0) {
      return undefined;
    }
    const { key } = newest[0];
    const number = this.#numberOf(key);
    if (number === undefined) {
      throw new ConflictError(
        `${key} in the ${this.title} is no checkpoint; the prefix needs to be one that nothing else uses`,
      );
    }
    if (newest.length > 1 || newest[0].deleted) {
      throw new ConflictError(
        `${key} in the ${this.title} was deleted or written over after it was kept; what it was is among its versions`,
      );
    }
    return {
      number,
      note: await this.#bucket.get({ key, id: newest[0].id, signal }),
    };
  }

  #key(number: number): string {
    return `${this.#config.prefix}${String(LAST - number).padStart(
      12,
      '0',
    )}.checkpoint`;
  }

  #numberOf(key: string): number | undefined {
    const name = /^(\d{12})\.checkpoint$/.exec(
      key.slice(this.#config.prefix.length),
    );
    return name ? LAST - Number(name[1]) : undefined;
  }

  async #attempt<T>(
    signal: AbortSignal,
    fn: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const where = `The ${this.title}`;
    try {
      return await whileWaited({ signal, timeoutMs: TIMEOUT_MS, where }, fn);
    } catch (error) {
      throw toS3Error(error, where);
    }
  }
}
