import {
  appendToTiles,
  canonicalJson,
  CompactRange,
  generateSigningKey,
  hashLeaf,
  parseSigningKey,
  sealFields,
  signCheckpoint,
  TileHashReader,
  rangeNodes,
  type JsonObject,
  type SealedField,
  type TileSource,
} from '@understudy/ledger';
import {
  ledgerEntryDomain,
  sealedPointers,
  type LedgerEntry,
} from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import { EntryStory } from './EntryStory';
import { insertRows, type LedgerRows } from './insertRows';

/** What {@link fillLedger} wrote. */
export interface FilledLedger {
  /** How many entries the log has now. */
  size: number;
  root: Uint8Array;
  /** The newest signed checkpoint. */
  checkpoint: string;
  origin: string;
  /** Signs as the log does. */
  signingKey: string;
  /** Checks what the log signed. */
  verifierKey: string;
}

const encoder = new TextEncoder();
const LEAST_LEAVES_PER_BATCH = 256;

/** An entry as the tables keep it. */
function rowsOf(entry: LedgerEntry): {
  body: string;
  leafHash: Uint8Array;
  fields: SealedField[];
} {
  const sealed = sealFields(entry as unknown as JsonObject, {
    domain: ledgerEntryDomain,
    pointers: sealedPointers,
  });
  const body = canonicalJson(sealed.entry);
  return {
    body,
    leafHash: hashLeaf(encoder.encode(body)),
    fields: sealed.fields,
  };
}

function tilesOf(knex: Knex): TileSource {
  return {
    async readTile({ level, index, width }) {
      const row = await knex('ledger_tiles')
        .where({ level, tile_index: String(index) })
        .first('hashes');
      return new Uint8Array(row.hashes).slice(0, width * 32);
    },
  };
}

/**
 * Writes entries straight into the tables of one or more databases, past the
 * service: a log that is consistent in everything, as fast as it goes. What is
 * there already stays, and is continued. Give entries, or a number of them to
 * be made up from a seed.
 */
export async function fillLedger(
  into: Knex | readonly Knex[],
  options: {
    entries: number | readonly LedgerEntry[];
    seed?: number;
    origin?: string;
    signingKey?: string;
    /** After how many entries a checkpoint is signed, besides the last one. */
    checkpointEvery?: number;
    /** The time of the first entry made up. */
    startAt?: Date;
    stepMs?: number;
    /** The mark of a head, if somebody checks it. */
    headMac?: (head: { size: number; root: Uint8Array }) => Uint8Array;
    onProgress?: (size: number) => void;
  },
): Promise<FilledLedger> {
  const databases = Array.isArray(into) ? into : [into as Knex];
  const origin = options.origin ?? 'ledger.test/understudy';
  const signingKey =
    options.signingKey ?? (await generateSigningKey(origin)).signingKey;
  const signer = await parseSigningKey(signingKey);
  const count =
    typeof options.entries === 'number'
      ? options.entries
      : options.entries.length;
  const story = new EntryStory({
    seed: options.seed ?? 1,
    startAt: (options.startAt ?? new Date('2026-01-05T08:00:00Z')).getTime(),
    stepMs: options.stepMs ?? 20_000,
    entries: count,
  });
  const given = typeof options.entries === 'number' ? [] : options.entries;

  const head = await databases[0]('ledger_head').first('size');
  let size = Number(head.size);
  const source = tilesOf(databases[0]);
  const range = CompactRange.from({
    end: size,
    hashes: await new TileHashReader({ size, source }).readHashes(
      rangeNodes(0, size),
    ),
  });
  const end = size + count;
  const every = options.checkpointEvery ?? 1_000;
  let checkpoint = '';
  for (let done = 0; size < end; ) {
    const rows: LedgerRows = {
      entries: [],
      fields: [],
      leaves: [],
      tiles: [],
      checkpoints: [],
    };
    const leafHashes: Uint8Array[] = [];
    const before = size;
    const batch = Math.max(LEAST_LEAVES_PER_BATCH, Math.min(every, 2_000));
    for (const stop = Math.min(end, size + batch); size < stop; size++) {
      const entry = given[done++] ?? story.next();
      const { body, leafHash, fields } = rowsOf(entry);
      const occurredAt = Date.parse(entry.occurredAt);
      rows.entries.push({
        id: entry.id,
        occurredAt,
        kind: entry.kind,
        intentId: entry.intentId,
        body,
      });
      for (const { pointer, salt, value } of fields) {
        rows.fields.push({
          entryId: entry.id,
          pointer,
          salt,
          value: canonicalJson(value),
        });
      }
      rows.leaves.push({ index: size, entryId: entry.id, leafHash });
      range.append(leafHash);
      leafHashes.push(leafHash);
      if ((size + 1) % every === 0 || size + 1 === end) {
        const root = range.root();
        checkpoint = await signCheckpoint({ origin, size: size + 1, root }, [
          signer,
        ]);
        rows.checkpoints.push({
          size: size + 1,
          note: checkpoint,
          signedAt: occurredAt + 1_000,
        });
      }
    }
    rows.tiles = await appendToTiles({ size: before, leafHashes, source });
    const root = range.root();
    const mac = options.headMac?.({ size, root }) ?? new Uint8Array();
    for (const knex of databases) {
      await insertRows(knex, rows, { size, root, mac });
    }
    options.onProgress?.(size);
  }
  return {
    size,
    root: range.root(),
    checkpoint,
    origin,
    signingKey,
    verifierKey: signer.verifierKey,
  };
}
