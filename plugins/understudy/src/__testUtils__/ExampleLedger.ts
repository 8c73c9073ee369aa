import {
  addSignatures,
  appendToTiles,
  canonicalJson,
  encodeBase64,
  generateSigningKey,
  hashLeaf,
  parseSigningKey,
  proveConsistency,
  proveInclusion,
  readRoot,
  type SealedField,
  sealFields,
  signCheckpoint,
  TileHashReader,
  tilePath,
  type TileSource,
} from '@understudy/ledger';
import {
  ledgerEntryDomain,
  type LedgerEntry,
  sealedPointers,
} from '@understudy/plugin-understudy-common';
import type { ProofSource, ServedAnchor } from '../proof/ProofSource';

/** One entry of an example ledger, as the database of a real one holds it. */
export interface ExampleRow {
  index: number;
  id: string;
  body: string;
  fields: SealedField[];
}

/** A small but real ledger in memory: tiles, roots and signatures are what the backend would write. */
export class ExampleLedger implements ProofSource {
  readonly rows: ExampleRow[] = [];
  readonly #tiles = new Map<string, Uint8Array>();
  anchors: ServedAnchor[] = [];
  note: string | undefined;

  private constructor(
    readonly origin: string,
    readonly verifierKey: string,
    readonly signingKey: string,
  ) {}

  /** A new log; with the keys of another one, it is what a thief of the key could sign. */
  static async create(
    origin = 'ledger.example.test',
    keys?: { signingKey: string; verifierKey: string },
  ): Promise<ExampleLedger> {
    const { signingKey, verifierKey } =
      keys ?? (await generateSigningKey(origin));
    return new ExampleLedger(origin, verifierKey, signingKey);
  }

  /** Adds entries and signs a checkpoint over all. */
  async append(entries: readonly LedgerEntry[]): Promise<this> {
    const size = this.rows.length;
    const source: TileSource = {
      readTile: tile => this.#readTile(tilePath(tile)),
    };
    const leafHashes = entries.map((entry, position) => {
      const { entry: sealed, fields } = sealFields(
        JSON.parse(JSON.stringify(entry)),
        { domain: ledgerEntryDomain, pointers: sealedPointers },
      );
      const body = canonicalJson(sealed);
      this.rows.push({ index: size + position, id: entry.id, body, fields });
      return hashLeaf(new TextEncoder().encode(body));
    });
    for (const tile of await appendToTiles({ size, leafHashes, source })) {
      this.#tiles.set(tilePath(tile), tile.bytes);
    }
    const root = await readRoot(
      this.rows.length,
      new TileHashReader({ size: this.rows.length, source }),
    );
    this.note = await signCheckpoint(
      { origin: this.origin, size: this.rows.length, root },
      [await parseSigningKey(this.signingKey)],
    );
    return this;
  }

  /** Lets a witness cosign the newest checkpoint; gives the key to pin. */
  async cosign(name: string, at: Date): Promise<string> {
    const { signingKey, verifierKey } = await generateSigningKey(
      name,
      'witness',
    );
    const witness = await parseSigningKey(signingKey, {
      now: () => at.getTime(),
    });
    this.note = await addSignatures(this.note!, [witness]);
    return verifierKey;
  }

  async readCheckpoint() {
    return this.note ? { note: this.note, anchors: this.anchors } : undefined;
  }

  async readConsistency(size1: number, size2: number) {
    return proveConsistency({ size1, size2 }, this.#reader(size2));
  }

  async readInclusion(indexes: readonly number[]) {
    const size = this.rows.length;
    const proofs = await Promise.all(
      indexes
        .filter(index => index < size)
        .map(
          async index =>
            [
              index,
              await proveInclusion({ index, size }, this.#reader(size)),
            ] as const,
        ),
    );
    return { note: this.note!, proofs: new Map(proofs) };
  }

  #reader(size: number) {
    const source: TileSource = {
      readTile: tile => this.#readTile(tilePath(tile)),
    };
    return new TileHashReader({ size, source });
  }

  async #readTile(path: string): Promise<Uint8Array> {
    const bytes = this.#tiles.get(path);
    if (!bytes) {
      throw new Error(`There is no tile at ${path}`);
    }
    return bytes;
  }

  /** The values of a row as the API gives them. */
  static fieldsOf(row: ExampleRow) {
    return row.fields.map(({ pointer, salt, value }) => ({
      pointer,
      salt: encodeBase64(salt),
      value,
    }));
  }
}
