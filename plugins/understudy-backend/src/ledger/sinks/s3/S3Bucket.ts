import {
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';

// The newest object, and enough of its versions to see that there is one only.
const LISTED = 3;

/** One version of an object. */
export type S3Version = { key: string; id: string; deleted: boolean };

/** What the sink asks of a bucket. */
export class S3Bucket {
  readonly #name: string;
  readonly #client: S3Client;

  constructor(name: string, client: S3Client) {
    this.#name = name;
    this.#client = client;
  }

  /** Whether what is written over or deleted is kept as an older version. */
  async hasVersions(signal: AbortSignal): Promise<boolean> {
    const { Status } = await this.#client.send(
      new GetBucketVersioningCommand({ Bucket: this.#name }),
      { abortSignal: signal },
    );
    return Status === 'Enabled';
  }

  /**
   * The first versions by key, newest version first. Versions rather than
   * objects: whoever may delete hides an object, and its version stays.
   */
  async versions(options: {
    prefix: string;
    signal: AbortSignal;
  }): Promise<S3Version[]> {
    const answer = await this.#client.send(
      new ListObjectVersionsCommand({
        Bucket: this.#name,
        Prefix: options.prefix,
        MaxKeys: LISTED,
      }),
      { abortSignal: options.signal },
    );
    const read = (
      list: Array<{ Key?: string; VersionId?: string }> | undefined,
      deleted: boolean,
    ) =>
      (list ?? []).map(({ Key, VersionId }) => ({
        key: Key ?? '',
        id: VersionId ?? 'null',
        deleted,
      }));
    // A deletion hides what is below it, so it comes first.
    return [
      ...read(answer.DeleteMarkers, true),
      ...read(answer.Versions, false),
    ].sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  }

  /** Writes an object that is not there yet; undefined if it is. */
  async putNew(options: {
    key: string;
    text: string;
    lock?: { mode: 'GOVERNANCE' | 'COMPLIANCE'; until: Date };
    signal: AbortSignal;
  }): Promise<{ id: string } | undefined> {
    const { key, text, lock, signal } = options;
    try {
      const answer = await this.#client.send(
        new PutObjectCommand({
          Bucket: this.#name,
          Key: key,
          Body: text,
          ContentType: 'text/plain; charset=utf-8',
          IfNoneMatch: '*',
          // A store asks for one where an object is to be locked.
          ChecksumAlgorithm: 'SHA256',
          ...(lock && {
            ObjectLockMode: lock.mode,
            ObjectLockRetainUntilDate: lock.until,
          }),
        }),
        { abortSignal: signal },
      );
      return { id: answer.VersionId ?? 'null' };
    } catch (error) {
      const status =
        error instanceof S3ServiceException
          ? error.$metadata.httpStatusCode
          : undefined;
      // 409: another request for the same key was not over.
      if (status === 412 || status === 409) {
        return undefined;
      }
      throw error;
    }
  }

  async get(options: {
    key: string;
    id: string;
    signal: AbortSignal;
  }): Promise<string> {
    const { key, id, signal } = options;
    const { Body } = await this.#client.send(
      new GetObjectCommand({
        Bucket: this.#name,
        Key: key,
        ...(id !== 'null' && { VersionId: id }),
      }),
      { abortSignal: signal },
    );
    return (await Body?.transformToString('utf8')) ?? '';
  }

  /** The lock that an object has. */
  async lockOf(options: {
    key: string;
    signal: AbortSignal;
  }): Promise<{ mode: string; until: Date } | undefined> {
    const { ObjectLockMode: mode, ObjectLockRetainUntilDate: until } =
      await this.#client.send(
        new HeadObjectCommand({ Bucket: this.#name, Key: options.key }),
        { abortSignal: options.signal },
      );
    return mode && until ? { mode, until } : undefined;
  }
}
