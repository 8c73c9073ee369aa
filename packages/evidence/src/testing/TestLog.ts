import {
  appendToTiles,
  canonicalJson,
  CompactRange,
  hashLeaf,
  parseSigningKey,
  generateSigningKey,
  sealFields,
  signCheckpoint,
  TileHashReader,
  tilePath,
  type JsonObject,
  type NoteSigner,
  type SealedField,
  type TileSource,
} from '@understudy/ledger';
import { entryDomain } from '../format/entryDomain';
import type { EvidenceInput } from '../write/EvidenceRequest';

const pointers = ['/actor/display', '/commandText', '/parameters', '/reason'];

/** An entry of a log made for a test. */
export interface TestEntry {
  index: number;
  id: string;
  body: string;
  fields: SealedField[];
  redacted: Array<{ pointer: string; by: string }>;
  entry: JsonObject;
}

/** A log in memory, as real as the service's: bodies, fields, tiles, checkpoints. */
export class TestLog implements TileSource {
  readonly origin: string;
  readonly entries: TestEntry[] = [];
  readonly checkpoints: Array<{ size: number; note: string; signedAt: Date }> =
    [];
  readonly #tiles = new Map<string, Uint8Array>();
  readonly #range = CompactRange.empty();
  #signers: Array<NoteSigner & { verifierKey: string }> = [];

  static async create(origin = 'ledger.example.com/test'): Promise<TestLog> {
    const log = new TestLog(origin);
    await log.useKeys([(await generateSigningKey(origin)).signingKey]);
    return log;
  }

  private constructor(origin: string) {
    this.origin = origin;
  }

  async useKeys(keys: string[]): Promise<void> {
    this.#signers = await Promise.all(keys.map(key => parseSigningKey(key)));
  }

  get signers() {
    return this.#signers;
  }

  get key(): string {
    return this.#signers[0].verifierKey;
  }

  async add(
    count: number,
    make: (index: number) => object = () => ({}),
  ): Promise<TestEntry[]> {
    const added: TestEntry[] = [];
    for (let i = 0; i < count; i++) {
      const index = this.entries.length;
      const id = idOf(index);
      const entry: JsonObject = {
        schemaVersion: 1,
        id,
        kind: 'event',
        occurredAt: timeOf(index),
        actor: {
          type: 'user',
          id: `user:default/person-${index % 5}`,
          display: `Person ${index % 5}, "the ${index}th"`,
        },
        source: 'ui',
        operationType: 'deployment',
        action: 'kubernetes:scale',
        environment: 'production',
        reason: `=because of\nincident ${index}`,
        commandText: `kubectl scale deploy/checkout --replicas=${index}`,
        parameters: { replicas: index, 'odd "name"': [1, 'ü', null] },
        outcome: 'success',
        ...make(index),
      };
      const sealed = sealFields(entry, { domain: entryDomain, pointers });
      const one = {
        index,
        id,
        entry,
        body: canonicalJson(sealed.entry),
        fields: sealed.fields,
        redacted: [],
      };
      this.entries.push(one);
      added.push(one);
    }
    const leafHashes = added.map(({ body }) => hashLeaf(Buffer.from(body)));
    for (const tile of await appendToTiles({
      size: this.entries.length - count,
      leafHashes,
      source: this,
    })) {
      const address = { ...tile, width: 256 };
      this.#tiles.set(tilePath(address), tile.bytes);
    }
    leafHashes.forEach(hash => this.#range.append(hash));
    return added;
  }

  async sign(): Promise<string> {
    const size = this.entries.length;
    const note = await signCheckpoint(
      { origin: this.origin, size, root: this.#range.root() },
      this.#signers,
    );
    this.checkpoints.push({ size, note, signedAt: new Date(timeOf(size)) });
    return note;
  }

  async redact(index: number, pointer: string): Promise<TestEntry> {
    const entry = this.entries[index];
    const [by] = await this.add(1, () => ({
      operationType: 'redaction',
      action: 'ledger:redact',
      contextTags: { entryId: entry.id, pointers: `/nothing ${pointer}` },
    }));
    entry.fields = entry.fields.filter(field => field.pointer !== pointer);
    entry.redacted.push({ pointer, by: by.id });
    return by;
  }

  async readTile(tile: Parameters<TileSource['readTile']>[0]) {
    const bytes = this.#tiles.get(tilePath({ ...tile, width: 256 }));
    return bytes!.slice(0, 32 * tile.width);
  }

  reader(size: number): TileHashReader {
    return new TileHashReader({ size, source: this });
  }

  async *input(
    pick: (entry: TestEntry) => Partial<EvidenceInput> | undefined,
  ): AsyncGenerator<EvidenceInput> {
    for (const entry of this.entries) {
      const more = pick(entry);
      if (more) {
        const { index, body, fields, redacted } = entry;
        yield { index, body, fields, redacted, withheld: [], ...more };
      }
    }
  }
}

/** The time of an entry: one each minute. */
export function timeOf(index: number): string {
  return new Date(Date.UTC(2026, 9, 1) + index * 60_000).toISOString();
}

function idOf(index: number): string {
  return `01990000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
}
