import {
  LogReplay,
  openFields,
  parseCanonicalJson,
  parseCheckpoint,
  parseNote,
  hashLeaf,
  verifyCheckpoint,
  type JsonObject,
  type TileSource,
} from '@understudy/ledger';
import { ledgerEntryDomain } from '@understudy/plugin-understudy-common';
import type { CheckpointSink } from '@understudy/plugin-understudy-node';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  CheckpointStore,
  StoredCheckpoint,
} from '../checkpoint/CheckpointStore';
import type { EntrySeal } from '../entry/EntrySeal';
import { LogTip } from '../sequence/LogTip';
import type { SequenceStore } from '../sequence/SequenceStore';
import { FindingList } from './FindingList';
import { LeafHashes } from './LeafHashes';
import type { VerificationReport } from './VerificationReport';
import type { LeafRow, VerifyStore } from './VerifyStore';

const PAGE = 500;
const SINK_TIMEOUT_MS = 15_000;
const CLOCK_TOLERANCE_MS = 60_000;
const NOTICES = 100;

interface LedgerVerifierOptions {
  store: VerifyStore;
  sequence: SequenceStore;
  checkpoints: CheckpointStore;
  sinks: readonly CheckpointSink[];
  origin: string;
  /** The keys that checkpoints must be signed with. */
  verifierKeys: readonly string[];
  /** Where the head of the log can be checked too. */
  seal?: EntrySeal;
}

interface Walk {
  replay: LogReplay;
  tiles: LeafHashes;
  redactions: Map<string, string>;
  /** What redactions the log itself records, by entry. */
  recorded: Map<string, Set<string>>;
  /** The time of the latest entry so far, as its id has it, and where clocks went back. */
  writtenAt: number;
  notices: string[];
  /** Redacted values, and the entry that says so. */
  redacted: Array<{ index: number; entryId: string; pointer: string }>;
}

/**
 * Checks everything that is stored against everything else, and against what
 * stands outside: entries against their leaves, leaves against the tree, the
 * tree against every signed checkpoint, and those against the sinks.
 */
export class LedgerVerifier {
  readonly #options: LedgerVerifierOptions;

  constructor(options: LedgerVerifierOptions) {
    this.#options = options;
  }

  async verify(
    options: {
      signal?: AbortSignal;
      onProgress?: (index: number) => void;
    } = {},
  ): Promise<VerificationReport> {
    const { sequence, store } = this.#options;
    const findings = new FindingList();
    const minimumIndex = await sequence.minimumIndex();
    const checkpoints = await this.#options.checkpoints.list();
    // The end first: what is appended meanwhile is for the next time.
    const head = await sequence.head();
    const good = await this.#checkSignatures(checkpoints, findings);
    const walk: Walk = {
      replay: await this.#begin(minimumIndex, findings),
      tiles: new LeafHashes(sequence.tiles(), head.size),
      redactions: new Map(
        (await store.redactions()).map(row => [
          `${row.entryId}${row.pointer}`,
          row.redactionId,
        ]),
      ),
      recorded: new Map(),
      redacted: [],
      writtenAt: 0,
      notices: [],
    };
    await this.#walk({
      walk,
      size: head.size,
      checkpoints: good,
      findings,
      ...options,
    });
    this.#checkHead(head, walk, findings);
    this.#checkRedactions(walk, findings);
    await this.#checkStrays(findings);
    const anchored = await this.#checkSinks(head.size, walk, findings);
    return {
      intact: findings.count === 0,
      size: head.size,
      minimumIndex,
      checkpoints: checkpoints.length,
      redacted: walk.redacted.length,
      anchored,
      findings: findings.list,
      more: findings.count > findings.list.length,
      notices: walk.notices,
      proved: inWords({
        size: head.size,
        minimumIndex,
        signed: good.at(-1)?.size ?? 0,
        anchored,
        redacted: walk.redacted.length,
        sinks: this.#options.sinks.length,
        intact: findings.count === 0,
      }),
    };
  }

  async #checkSignatures(
    checkpoints: readonly StoredCheckpoint[],
    findings: FindingList,
  ): Promise<StoredCheckpoint[]> {
    const { origin, verifierKeys } = this.#options;
    const good: StoredCheckpoint[] = [];
    for (const checkpoint of checkpoints) {
      try {
        const { size } = await verifyCheckpoint(checkpoint.note, verifierKeys, {
          origin,
        });
        if (size !== BigInt(checkpoint.size)) {
          throw new Error(`it covers ${size} entries`);
        }
        good.push(checkpoint);
      } catch (error) {
        findings.add({
          code: 'checkpoint-forged',
          index: checkpoint.size,
          sentence: `The checkpoint kept for ${
            checkpoint.size
          } entries is not one that a known key has signed: ${
            (error as Error).message
          }.`,
        });
      }
    }
    return good;
  }

  async #begin(minimum: number, findings: FindingList): Promise<LogReplay> {
    try {
      const tip = await LogTip.read({
        size: minimum,
        source: this.#options.sequence.tiles(),
      });
      return LogReplay.resume(tip.range());
    } catch (error) {
      findings.add({
        code: 'tile-changed',
        sentence: `The hashes of the ${minimum} pruned entries cannot be read: ${
          (error as Error).message
        }.`,
      });
      return new LogReplay();
    }
  }

  async #walk(options: {
    walk: Walk;
    size: number;
    checkpoints: readonly StoredCheckpoint[];
    findings: FindingList;
    signal?: AbortSignal;
    onProgress?: (index: number) => void;
  }): Promise<void> {
    const { walk, size, findings, signal, onProgress } = options;
    const ahead = options.checkpoints.filter(
      checkpoint => checkpoint.size >= walk.replay.size,
    );
    let next = walk.replay.size;
    let readFrom = next;
    for (;;) {
      signal?.throwIfAborted();
      const rows = await this.#options.store.leaves(readFrom, PAGE);
      const fields = await this.#fieldsOf(rows);
      for (const row of rows) {
        if (row.index >= size) {
          break;
        }
        for (; next < row.index; next++) {
          await this.#missing(next, walk, findings);
          this.#checkRoot(walk, ahead, findings);
        }
        await this.#checkLeaf(
          row,
          fields.get(row.entryId) ?? [],
          walk,
          findings,
        );
        next = row.index + 1;
        this.#checkRoot(walk, ahead, findings);
      }
      onProgress?.(next);
      await nextTurn();
      const last = rows.at(-1);
      if (!last || last.index >= size) {
        break;
      }
      readFrom = last.index + 1;
    }
    for (; next < size; next++) {
      await this.#missing(next, walk, findings);
      this.#checkRoot(walk, ahead, findings);
    }
    if (
      await this.#options.sequence.hasLeafFrom(
        (
          await this.#options.sequence.head()
        ).size,
      )
    ) {
      findings.add({
        code: 'leaf-inserted',
        index: size,
        sentence: `There is a leaf behind the ${size} entries of the log that the sequencer did not put there.`,
      });
    }
    for (const { size: beyond } of ahead) {
      findings.add({
        code: 'head-changed',
        index: size,
        sentence: `A checkpoint over ${beyond} entries was signed, and the log has ${size}: its end is gone.`,
      });
    }
  }

  async #fieldsOf(rows: readonly LeafRow[]) {
    const all = rows.length
      ? await this.#options.store.fields(rows.map(({ entryId }) => entryId))
      : [];
    const byEntry = new Map<string, typeof all>();
    for (const field of all) {
      byEntry.set(field.entryId, [
        ...(byEntry.get(field.entryId) ?? []),
        field,
      ]);
    }
    return byEntry;
  }

  async #missing(
    index: number,
    walk: Walk,
    findings: FindingList,
  ): Promise<void> {
    findings.add({
      code: 'leaf-missing',
      index,
      sentence: `Entry ${index} is missing: there is nothing at this index.`,
    });
    walk.replay.addLeafHash((await walk.tiles.at(index)) ?? new Uint8Array(32));
  }

  async #checkLeaf(
    row: LeafRow,
    fields: Array<{ pointer: string; salt: Uint8Array; value: string }>,
    walk: Walk,
    findings: FindingList,
  ): Promise<void> {
    const { index, entryId, body } = row;
    const inTree = await walk.tiles.at(index);
    const at = { index, entryId };
    if (body === undefined) {
      findings.add({
        code: 'entry-missing',
        ...at,
        sentence: `Entry ${index} (${entryId}) is missing: its leaf is there, the entry itself was deleted.`,
      });
      walk.replay.addLeafHash(inTree ?? row.leafHash);
      return;
    }
    const hash = hashLeaf(Buffer.from(body));
    walk.replay.addLeafHash(hash);
    const fitsLeaf = same(hash, row.leafHash);
    const fitsTree = inTree === undefined || same(hash, inTree);
    if (!fitsLeaf || !fitsTree) {
      const leafFitsTree = inTree !== undefined && same(row.leafHash, inTree);
      if (fitsLeaf) {
        findings.add({
          code: 'entry-swapped',
          ...at,
          sentence: `Entry ${index} (${entryId}) is not the entry that was recorded at this index: another one was put in its place.`,
        });
      } else if (leafFitsTree || !fitsTree) {
        findings.add({
          code: 'entry-changed',
          ...at,
          sentence: `Entry ${index} (${entryId}) was changed after it was recorded: what it says now does not have the hash that stands in the log.`,
        });
      } else {
        findings.add({
          code: 'leaf-changed',
          ...at,
          sentence: `The leaf of entry ${index} (${entryId}) was changed; the entry itself still fits the tree.`,
        });
      }
      return;
    }
    noteClock(row, walk);
    this.#checkBody({ index, entryId, body, fields, walk, findings });
  }

  #checkBody(options: {
    index: number;
    entryId: string;
    body: string;
    fields: Array<{ pointer: string; salt: Uint8Array; value: string }>;
    walk: Walk;
    findings: FindingList;
  }): void {
    const { index, entryId, body, fields, walk, findings } = options;
    const at = { index, entryId };
    try {
      const sealed = parseCanonicalJson(body) as JsonObject;
      if (sealed.id !== entryId) {
        findings.add({
          code: 'entry-swapped',
          ...at,
          sentence: `Entry ${index} is stored as ${entryId} and says that it is ${String(
            sealed.id,
          )}.`,
        });
      }
      noteRedaction(sealed, walk.recorded);
      const { redacted } = openFields(sealed, {
        domain: ledgerEntryDomain,
        fields: fields.map(field => ({
          ...field,
          value: JSON.parse(field.value),
        })),
      });
      for (const pointer of redacted) {
        if (walk.redactions.has(`${entryId}${pointer}`)) {
          walk.redacted.push({ index, entryId, pointer });
        } else {
          findings.add({
            code: 'field-missing',
            ...at,
            sentence: `The value of ${pointer} in entry ${index} (${entryId}) is gone, and no redaction was recorded.`,
          });
        }
      }
    } catch (error) {
      findings.add({
        code: 'field-changed',
        ...at,
        sentence: `A sealed value of entry ${index} (${entryId}) was changed: ${
          (error as Error).message
        }.`,
      });
    }
  }

  #checkRoot(
    walk: Walk,
    ahead: StoredCheckpoint[],
    findings: FindingList,
  ): void {
    while (ahead.length > 0 && ahead[0].size <= walk.replay.size) {
      const checkpoint = ahead.shift()!;
      if (checkpoint.size < walk.replay.size) {
        continue;
      }
      const { root } = parseCheckpoint(parseNote(checkpoint.note).text);
      if (!same(walk.replay.root(), root)) {
        findings.add({
          code: 'checkpoint-mismatch',
          index: checkpoint.size,
          sentence: `The first ${checkpoint.size} entries are not those that were signed: their root is another than the one in the checkpoint.`,
        });
      }
    }
  }

  #checkHead(
    head: { size: number; root: Uint8Array; mac: Uint8Array },
    walk: Walk,
    findings: FindingList,
  ): void {
    const { seal } = this.#options;
    const isEmpty = head.size === 0 && head.mac.length === 0;
    if (!isEmpty && seal && !seal.isHead(head, head.mac)) {
      findings.add({
        code: 'head-changed',
        index: head.size,
        sentence: `The head of the log (${head.size} entries) was not written with a key of this installation.`,
      });
    }
    if (!isEmpty && !same(walk.replay.root(), head.root)) {
      findings.add({
        code: 'head-changed',
        index: head.size,
        sentence: `The ${head.size} entries do not have the root that the head of the log says.`,
      });
    }
  }

  #checkRedactions(walk: Walk, findings: FindingList): void {
    for (const { index, entryId, pointer } of walk.redacted) {
      if (!walk.recorded.get(entryId)?.has(pointer)) {
        findings.add({
          code: 'field-missing',
          index,
          entryId,
          sentence: `The value of ${pointer} in entry ${index} (${entryId}) was taken out by a redaction that does not stand in the log.`,
        });
      }
    }
  }

  async #checkStrays(findings: FindingList): Promise<void> {
    const { store } = this.#options;
    for (const entryId of await store.strays(100)) {
      findings.add({
        code: 'entry-stray',
        entryId,
        sentence: `The entry ${entryId} stands in the database and not in the log: no writer of ours put it there, or its leaf was deleted.`,
      });
    }
    for (const entryId of await store.vanished(100)) {
      findings.add({
        code: 'entry-vanished',
        entryId,
        sentence: `The entry ${entryId} waits for its index, and is gone.`,
      });
    }
  }

  async #checkSinks(
    size: number,
    walk: Walk,
    findings: FindingList,
  ): Promise<number> {
    const { origin, sinks, verifierKeys, sequence } = this.#options;
    let anchored = 0;
    for (const sink of sinks) {
      const note = await sink
        .latest({ origin, signal: AbortSignal.timeout(SINK_TIMEOUT_MS) })
        .catch(() => undefined);
      if (note === undefined) {
        continue;
      }
      const kept = await verifyCheckpoint(note, verifierKeys, { origin }).catch(
        error => {
          findings.add({
            code: 'key-unknown',
            sentence: `${sink.title} keeps a checkpoint that no key of this installation has signed (${error.message}): the keys here were replaced, and perhaps every signature with them.`,
          });
          return parseCheckpoint(parseNote(note).text);
        },
      );
      const keptSize = Number(kept.size);
      if (keptSize > size) {
        const now = (await sequence.head()).size;
        if (keptSize > now) {
          findings.add({
            code: 'shorter-than-anchor',
            index: size,
            sentence: `${sink.title} keeps a checkpoint over ${keptSize} entries, and the log has ${now}: its end was deleted, or an old copy of the database was restored.`,
          });
        }
        continue;
      }
      // Asked anew: it may have been signed while the entries were walked.
      const [there] = await this.#options.checkpoints.list({
        from: keptSize,
        to: keptSize,
      });
      const root = await this.#rootAt(keptSize, walk, size);
      if (!there || !root || !same(root, kept.root)) {
        const inOurs =
          there && parseCheckpoint(parseNote(there.note).text).root;
        if (
          !root ||
          !same(root, kept.root) ||
          (inOurs && !same(inOurs, kept.root))
        ) {
          findings.add({
            code: 'differs-from-anchor',
            index: keptSize,
            sentence: `${sink.title} keeps another checkpoint over ${keptSize} entries than the log has: there are two histories, and what is here is not the one that was recorded.`,
          });
          continue;
        }
        findings.add({
          code: 'checkpoint-missing',
          index: keptSize,
          sentence: `The checkpoint over ${keptSize} entries that ${sink.title} keeps is gone from the database.`,
        });
      }
      anchored = Math.max(anchored, keptSize);
    }
    return anchored;
  }

  /** From the entries where that is the end, else from the tiles, which the walk has compared with them. */
  async #rootAt(
    at: number,
    walk: Walk,
    size: number,
  ): Promise<Uint8Array | undefined> {
    if (at === size) {
      return walk.replay.root();
    }
    const source: TileSource = this.#options.sequence.tiles();
    return LogTip.read({ size: at, source }).then(
      tip => tip.root(),
      () => undefined,
    );
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b);
}

/** Entries get their index soon after they are written, so their times follow each other. */
function noteClock({ index, entryId }: LeafRow, walk: Walk): void {
  const at = parseInt(entryId.replace('-', '').slice(0, 12), 16);
  const back = walk.writtenAt - at;
  if (back > CLOCK_TOLERANCE_MS && walk.notices.length < NOTICES) {
    walk.notices.push(
      `Entry ${index} (${entryId}) was written ${Math.round(
        back / 1000,
      )} s before entries that stand before it: a clock was set back. The order is that of the log, whatever the clocks say.`,
    );
  }
  // From here on that clock is what counts, so that each set-back is told once.
  walk.writtenAt =
    back > CLOCK_TOLERANCE_MS ? at : Math.max(walk.writtenAt, at);
}

/** A redaction is an entry of its own that names what it takes out. */
function noteRedaction(
  sealed: JsonObject,
  recorded: Map<string, Set<string>>,
): void {
  const tags = sealed.contextTags as Record<string, string> | undefined;
  if (sealed.operationType !== 'redaction' || !tags?.entryId) {
    return;
  }
  const pointers = recorded.get(tags.entryId) ?? new Set();
  (tags.pointers ?? '').split(' ').forEach(pointer => pointers.add(pointer));
  recorded.set(tags.entryId, pointers);
}

function inWords(facts: {
  size: number;
  minimumIndex: number;
  signed: number;
  anchored: number;
  redacted: number;
  sinks: number;
  intact: boolean;
}): string[] {
  const { size, minimumIndex, signed, anchored, redacted, sinks } = facts;
  if (!facts.intact) {
    return ['What is listed as found is not as it was recorded.'];
  }
  return [
    size === 0
      ? 'The log is empty.'
      : `Entries ${minimumIndex} to ${
          size - 1
        } are as they were recorded, none is missing, and their order is that of the log.`,
    ...(minimumIndex > 0
      ? [
          `Entries below ${minimumIndex} were pruned; only their hashes are left.`,
        ]
      : []),
    ...(redacted > 0
      ? [
          `${redacted} sealed values were redacted, each by an entry of the log.`,
        ]
      : []),
    signed === size
      ? 'All entries stand under a signed checkpoint.'
      : `The last ${
          size - signed
        } entries stand under no signed checkpoint yet.`,
    sinks === 0
      ? 'No place outside the database is configured, so somebody who owns the database and the key could have written another history.'
      : `A checkpoint outside the database agrees up to entry ${
          anchored - 1
        }; what lies above is not yet anchored.`,
  ];
}
