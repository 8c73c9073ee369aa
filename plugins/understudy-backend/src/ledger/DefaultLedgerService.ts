import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { SealedField, TileSource } from '@understudy/ledger';
import {
  sealedPointers,
  type EntryActor,
  type LedgerEntry,
} from '@understudy/plugin-understudy-common';
import type { CheckpointSink } from '@understudy/plugin-understudy-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { AlarmStore, type Alarm } from './AlarmStore';
import { AnchorWait } from './checkpoint/AnchorWait';
import { Checkpointer } from './checkpoint/Checkpointer';
import { CheckpointSigner } from './checkpoint/CheckpointSigner';
import {
  CheckpointStore,
  type Anchor,
  type StoredCheckpoint,
} from './checkpoint/CheckpointStore';
import { ClosedLedgerRecorder } from './ClosedLedgerRecorder';
import { isPostgres } from './databaseClock';
import { DefaultLedgerRecorder } from './DefaultLedgerRecorder';
import { EntrySeal } from './entry/EntrySeal';
import { restoreEntry } from './entry/restoreEntry';
import type { LedgerKeys } from './keys/LedgerKeys';
import { LedgerMetrics } from './LedgerMetrics';
import type { LedgerService } from './LedgerService';
import { RedactionStore } from './RedactionStore';
import { LeaseStore } from './sequence/LeaseStore';
import { LogLoader } from './sequence/LogLoader';
import { Sequencer } from './sequence/Sequencer';
import { SequenceStore } from './sequence/SequenceStore';
import type { EntryReceipt, LedgerRecorder, RecordedEntry } from './types';
import { LedgerVerifier } from './verify/LedgerVerifier';
import { VerifiedReader } from './verify/VerifiedReader';
import type { VerificationReport } from './verify/VerificationReport';
import { VerifyStore } from './verify/VerifyStore';
import { EntryStore } from './write/EntryStore';
import { EntryWriter } from './write/EntryWriter';
import { ReceiptWatch } from './write/ReceiptWatch';

const PAGE = 500;
const LEASE_TTL_MS = 10_000;

interface LedgerServiceOptions {
  knex: Knex;
  logger: LoggerService;
  /** The keys, or why there are none: then the ledger can only be read. */
  keys: LedgerKeys | Error;
  sinks: readonly CheckpointSink[];
  checkpointEvery: { entries: number; seconds: number };
  metrics?: MetricsService;
  /** Tells Backstage's auditor what was recorded. */
  mirror?(entry: LedgerEntry): void;
  /** Called in the process that holds the lease, at least once a second. */
  afterBatch?(): Promise<void>;
  /** How long a process that is gone keeps others from going on; ten seconds if not given. */
  leaseTtlMs?: number;
}

/** The ledger; see {@link LedgerService}. */
export class DefaultLedgerService implements LedgerService {
  readonly record: LedgerRecorder;
  readonly tiles: TileSource;
  readonly keys:
    | { origin: string; verifierKeys: readonly string[] }
    | undefined;
  readonly #options: LedgerServiceOptions;
  readonly #entries: EntryStore;
  readonly #sequence: SequenceStore;
  readonly #checkpoints: CheckpointStore;
  readonly #alarms: AlarmStore;
  readonly #redactions: RedactionStore;
  readonly #seal: EntrySeal | undefined;
  readonly #verified: VerifiedReader | undefined;
  readonly #sequencer: Sequencer | undefined;
  readonly #receipts: ReceiptWatch;
  readonly #checkpointer: Checkpointer | undefined;

  static create(options: LedgerServiceOptions): DefaultLedgerService {
    return new DefaultLedgerService(options);
  }

  private constructor(options: LedgerServiceOptions) {
    const { knex, logger, keys, sinks } = options;
    this.#options = options;
    const entries = new EntryStore(knex);
    const sequence = new SequenceStore(knex);
    const checkpoints = new CheckpointStore(knex);
    const alarms = new AlarmStore(knex);
    const receipts = new ReceiptWatch({ store: sequence, alarms, logger });
    this.#entries = entries;
    this.#sequence = sequence;
    this.#checkpoints = checkpoints;
    this.#alarms = alarms;
    this.#receipts = receipts;
    this.#redactions = new RedactionStore(knex);
    this.tiles = sequence.tiles();
    if (keys instanceof Error) {
      this.record = new ClosedLedgerRecorder(keys);
      return;
    }
    this.keys = keys;
    const metrics = options.metrics && new LedgerMetrics(options.metrics);
    const seal = new EntrySeal(keys.macKeys);
    const signer = new CheckpointSigner({ ...keys, tiles: this.tiles });
    const anchors = new AnchorWait({
      store: checkpoints,
      sinks: sinks.map(({ id }) => id),
    });
    const checkpointer = new Checkpointer({
      knex,
      store: checkpoints,
      signer,
      sinks,
      alarms,
      logger,
      every: options.checkpointEvery,
      onAnchored: () => anchors.wake(),
    });
    const sequencer = new Sequencer({
      knex,
      holder: `${hostname().slice(0, 80)}/${randomUUID()}`,
      store: sequence,
      leases: new LeaseStore(knex, {
        ttlMs: options.leaseTtlMs ?? LEASE_TTL_MS,
      }),
      loader: new LogLoader({
        sequence,
        entries,
        checkpoints,
        checkpointer,
        signer,
        seal,
      }),
      seal,
      checkpointer,
      alarms,
      logger,
      onSequenced: leaves => {
        receipts.arrived(leaves);
        metrics?.state({
          size: leaves[leaves.length - 1].index + 1,
          pending: receipts.pending,
        });
      },
      afterBatch: options.afterBatch ?? (async () => {}),
    });
    this.#seal = seal;
    this.#verified = new VerifiedReader({
      entries,
      sequence,
      seal,
      tiles: this.tiles,
    });
    this.#checkpointer = checkpointer;
    this.#sequencer = sequencer;
    this.record = new DefaultLedgerRecorder({
      seal,
      store: entries,
      writer: new EntryWriter({
        store: entries,
        lanes: isPostgres(knex) ? 4 : 1,
      }),
      receipts,
      anchors,
      metrics,
      wake: () => sequencer.wake(),
      mirror: options.mirror ?? (() => {}),
    });
  }

  /** Begins to give indexes, in whichever process gets the lease. */
  start(): void {
    this.#sequencer?.start();
    this.#receipts.start();
  }

  /** Finishes what is begun. What still waits is for the next process. */
  async stop(): Promise<void> {
    await this.#sequencer?.stop();
    this.#receipts.stop();
  }

  /** Whether this process gives the indexes just now. */
  get leads(): boolean {
    return this.#sequencer?.leads ?? false;
  }

  /** What went wrong with each sink in this process, by its id. */
  get sinkProblems(): ReadonlyMap<string, string> {
    return this.#checkpointer?.problems ?? new Map();
  }

  async read(
    options: { ids: readonly string[] } | { indexes: readonly number[] },
  ): Promise<RecordedEntry[]> {
    const stored =
      'ids' in options
        ? await this.#entries.readByIds(options.ids)
        : await this.#entries.readByIndexes(options.indexes);
    return stored
      .map(restoreEntry)
      .sort((a, b) => (a.index ?? Infinity) - (b.index ?? Infinity));
  }

  async readVerified(
    ids: readonly string[],
  ): Promise<Map<string, LedgerEntry>> {
    if (!this.#verified) {
      throw new ServiceUnavailableError(
        'The ledger has no key, so it cannot say what it wrote. The Health page says what to do',
      );
    }
    return this.#verified.read(ids);
  }

  async *stream(
    options: { from?: number; to?: number } = {},
  ): AsyncGenerator<RecordedEntry & { index: number; fields: SealedField[] }> {
    const to = options.to ?? (await this.size());
    let from = options.from ?? 0;
    for (;;) {
      const page = await this.#entries.readFrom({ from, to, limit: PAGE });
      for (const stored of page) {
        const index = stored.index!;
        yield { ...restoreEntry(stored), index, fields: stored.fields };
        from = index + 1;
      }
      if (page.length < PAGE) {
        return;
      }
    }
  }

  async size(): Promise<number> {
    return (await this.#sequence.head()).size;
  }

  async minimumIndex(): Promise<number> {
    return this.#sequence.minimumIndex();
  }

  async checkpoint(): Promise<StoredCheckpoint | undefined> {
    return this.#checkpoints.latest();
  }

  async checkpoints(options?: {
    from?: number;
    to?: number;
    limit?: number;
  }): Promise<StoredCheckpoint[]> {
    return this.#checkpoints.list(options);
  }

  async anchors(): Promise<Anchor[]> {
    const configured = new Set(this.#options.sinks.map(({ id }) => id));
    return (await this.#checkpoints.anchors()).filter(({ sink }) =>
      configured.has(sink),
    );
  }

  async verify(
    options: {
      signal?: AbortSignal;
      onProgress?: (done: number) => void;
    } = {},
  ): Promise<VerificationReport> {
    if (!this.keys) {
      throw new ServiceUnavailableError(
        'The ledger has no key, so it cannot say whose checkpoints these are. The Health page says what to do',
      );
    }
    return new LedgerVerifier({
      store: new VerifyStore(this.#options.knex),
      sequence: this.#sequence,
      checkpoints: this.#checkpoints,
      sinks: this.#options.sinks,
      origin: this.keys.origin,
      verifierKeys: this.keys.verifierKeys,
      seal: this.#seal,
    }).verify(options);
  }

  async redact(options: {
    entryId: string;
    pointers: readonly string[];
    reason: string;
    actor: EntryActor;
  }): Promise<EntryReceipt> {
    const { entryId, reason, actor } = options;
    const pointers = [...new Set(options.pointers)];
    const wrong = pointers.find(pointer => !sealedPointers.includes(pointer));
    if (wrong !== undefined || pointers.length === 0) {
      throw new InputError(
        `${
          wrong ?? 'Nothing'
        } cannot be redacted; the sealed fields can: ${sealedPointers.join(
          ', ',
        )}`,
      );
    }
    const [found] = await this.#entries.readByIds([entryId]);
    if (!found) {
      throw new NotFoundError(`The ledger has no entry ${entryId}`);
    }
    if (restoreEntry(found).entry.actor.id === actor.id) {
      throw new NotAllowedError(
        'This entry is about what you did; somebody else must redact it',
      );
    }
    const there = new Set(await this.#redactions.pointersOf(entryId));
    const gone = pointers.find(pointer => !there.has(pointer));
    if (gone !== undefined) {
      throw new ConflictError(
        `The entry has no value at ${gone}, or not any more`,
      );
    }
    const receipt = await this.record.event({
      actor,
      source: 'api',
      operationType: 'redaction',
      action: 'ledger:redact',
      reason,
      outcome: 'success',
      contextTags: { entryId, pointers: pointers.join(' ') },
    });
    await this.#redactions.redact({
      entryId,
      pointers,
      redactionId: receipt.id,
    });
    return receipt;
  }

  async alarms(): Promise<Alarm[]> {
    return this.#alarms.open();
  }

  async resolveAlarm(options: {
    id: string;
    reason: string;
    actor: EntryActor;
  }): Promise<void> {
    const { id, reason, actor } = options;
    const alarm = (await this.#alarms.open()).find(open => open.id === id);
    if (!alarm) {
      throw new NotFoundError('There is no such alarm, or it is resolved');
    }
    await this.record.event({
      actor,
      source: 'api',
      operationType: 'ledger',
      action: 'ledger:resolve-alarm',
      reason,
      outcome: 'success',
      contextTags: {
        alarm: alarm.code,
        sentence: alarm.sentence.slice(0, 1000),
      },
    });
    await this.#alarms.resolve({ id, by: actor.id });
  }
}
