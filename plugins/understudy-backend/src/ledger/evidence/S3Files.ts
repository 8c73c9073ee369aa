import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { S3SinkConfig } from '../config/SinkConfig';
import type { EvidenceFiles } from './EvidenceFiles';

const DAY_MS = 24 * 60 * 60 * 1000;
const UPLOAD_MS = 60 * 60 * 1000;
// What goes wrong is thrown; the console is not for libraries.
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** Packages in a bucket, under a retention lock if one is configured. */
export class S3Files implements EvidenceFiles {
  readonly store: string;
  readonly #config: S3SinkConfig;
  readonly #client: S3Client;

  constructor(config: S3SinkConfig) {
    const { region, endpoint, forcePathStyle, credentials } = config;
    this.store = `bucket ${config.bucket}`.slice(0, 64);
    this.#config = config;
    this.#client = new S3Client({
      region,
      forcePathStyle,
      ...(endpoint !== undefined && { endpoint }),
      ...(credentials && { credentials }),
      // A stream cannot be sent twice; the whole package is tried again.
      maxAttempts: 1,
      logger: quiet,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: 5_000,
        requestTimeout: UPLOAD_MS,
      },
    });
  }

  async put(options: {
    id: string;
    file: string;
    bytes: number;
    sha256: string;
    signal: AbortSignal;
  }): Promise<void> {
    const { id, file, bytes, sha256, signal } = options;
    const { bucket, retention } = this.#config;
    await this.#client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: this.#key(id),
        Body: createReadStream(file),
        ContentLength: bytes,
        ContentType: 'application/zip',
        // The store refuses bytes that have another digest.
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        ...(retention && {
          ObjectLockMode: retention.mode,
          ObjectLockRetainUntilDate: new Date(
            Date.now() + retention.days * DAY_MS,
          ),
        }),
      }),
      { abortSignal: signal },
    );
    await rm(file, { force: true });
  }

  async open(id: string): Promise<Readable> {
    try {
      const { Body } = await this.#client.send(
        new GetObjectCommand({
          Bucket: this.#config.bucket,
          Key: this.#key(id),
        }),
      );
      return Body as Readable;
    } catch (error) {
      if ((error as Error).name === 'NoSuchKey') {
        throw new NotFoundError(
          `The package is not in the ${this.store} any more`,
        );
      }
      throw new ServiceUnavailableError(
        `The ${this.store} does not answer just now; try again`,
        error,
      );
    }
  }

  async remove(id: string): Promise<void> {
    // In a bucket with a lock the version stays until the lock is over.
    await this.#client.send(
      new DeleteObjectCommand({
        Bucket: this.#config.bucket,
        Key: this.#key(id),
      }),
    );
  }

  #key(id: string): string {
    return `${this.#config.prefix}${id}.zip`;
  }
}
