import {
  encodeBase64,
  decodeBase64,
  hashLeaf,
  LedgerError,
  proveConsistency,
  proveInclusion,
  TileHashReader,
  verifyConsistencyProof,
  verifyInclusionProof,
} from '@understudy/ledger';
import { CachedTiles } from './CachedTiles';
import type { EntryVerdict, ServedEntry } from './EntryVerdict';
import type { LogProblem, LogVerdict } from './LogVerdict';
import type { ProofSource, ServedAnchor } from './ProofSource';
import { readSignedCheckpoint } from './readSignedCheckpoint';
import type { SeenCheckpoint } from './SeenCheckpoint';
import { SeenCheckpoints } from './SeenCheckpoints';

/**
 * Verifies in this browser what the server says about its ledger. The server
 * only brings the pieces: the note, the tiles and the bodies of entries. An
 * error that is thrown means that a piece did not come, not that it was wrong.
 */
export class LedgerVerifier {
  readonly #source: ProofSource;
  readonly #keys: readonly string[];
  readonly #memory: SeenCheckpoints;
  readonly #tiles: CachedTiles;
  readonly #now: () => Date;
  /** What was remembered at the first look: later ones of this visit extend it as well. */
  #visit: { seen?: SeenCheckpoint } | undefined;

  constructor(options: {
    source: ProofSource;
    /** From the configuration of the app, never from the server that is checked. */
    verifierKeys: readonly string[];
    memory?: SeenCheckpoints;
    now?: () => Date;
  }) {
    this.#source = options.source;
    this.#keys = options.verifierKeys;
    this.#memory = options.memory ?? new SeenCheckpoints();
    this.#tiles = new CachedTiles(options.source);
    this.#now = options.now ?? (() => new Date());
  }

  /** Looks at the newest checkpoint; undefined while the log has none and none was ever seen. */
  async checkLog(): Promise<LogVerdict | undefined> {
    // Before anything is asked: another tab may store a newer one meanwhile.
    const seen = this.#memory.read();
    const served = await this.#source.readCheckpoint();
    const checkedAt = this.#now().toISOString();
    if (!served) {
      return seen
        ? this.#broken({ note: '', seen, checkedAt }, 'shrunk', '')
        : undefined;
    }
    const { note } = served;
    const read = await readSignedCheckpoint(note, this.#keys);
    if (!read.checkpoint) {
      return this.#broken({ note, seen, checkedAt }, read.problem, read.detail);
    }
    const { origin, size, root } = read.checkpoint;
    const verdict: LogVerdict = {
      note,
      origin,
      size,
      root,
      signature: read.signature,
      witnesses: read.witnesses,
      seen,
      remembers: true,
      anchor: widestWithin(served.anchors, size),
      checkedAt,
      problems: read.problems,
    };
    if (seen) {
      verdict.problems.push(...(await this.#compare(seen, verdict)));
    }
    if (verdict.problems.length === 0) {
      this.#visit ??= { seen };
      verdict.seen = this.#visit.seen;
      verdict.remembers = this.#memory.keep({
        origin,
        size,
        root: encodeBase64(root),
        note,
        seenAt: checkedAt,
        signed: verdict.signature.kind === 'verified',
      });
    } else {
      this.#tiles.clear();
    }
    return verdict;
  }

  /** Says of each entry whether the log has exactly this text at its place. */
  async checkEntries(
    verdict: LogVerdict,
    entries: readonly ServedEntry[],
  ): Promise<Map<string, EntryVerdict>> {
    const reader = new TileHashReader({
      size: verdict.size,
      source: this.#tiles,
    });
    const verdicts = await Promise.all(
      entries.map(async (entry): Promise<[string, EntryVerdict]> => {
        const { id, index, body } = entry;
        if (index === undefined || index >= verdict.size) {
          return [id, { state: 'waiting' }];
        }
        try {
          const at = { index, size: verdict.size };
          const proof = await proveInclusion(at, reader);
          const leafHash = hashLeaf(new TextEncoder().encode(body));
          verifyInclusionProof({ ...at, leafHash, proof, root: verdict.root });
          const anchored = index < (verdict.anchor?.size ?? 0);
          return [id, { state: 'included', index, anchored, proof }];
        } catch (error) {
          if (!(error instanceof LedgerError)) {
            throw error;
          }
          this.#tiles.clear();
          return [id, { state: 'altered', index, detail: error.message }];
        }
      }),
    );
    return new Map(verdicts);
  }

  /** Starts anew with whatever the server shows; for the person who knows why it changed. */
  forget(): void {
    this.#memory.forget();
    this.#visit = undefined;
    this.#tiles.clear();
  }

  async #compare(
    seen: SeenCheckpoint,
    verdict: LogVerdict,
  ): Promise<LogVerdict['problems']> {
    if (seen.origin !== verdict.origin) {
      return [{ problem: 'other-log', detail: verdict.origin }];
    }
    if (verdict.size < seen.size) {
      return [{ problem: 'shrunk', detail: '' }];
    }
    if (verdict.size === seen.size) {
      return encodeBase64(verdict.root) === seen.root
        ? []
        : [{ problem: 'forked', detail: '' }];
    }
    // Every log extends the empty one.
    if (seen.size === 0) {
      return [];
    }
    const sizes = { size1: seen.size, size2: verdict.size };
    try {
      const proof = await proveConsistency(
        sizes,
        new TileHashReader({ size: verdict.size, source: this.#tiles }),
      );
      verifyConsistencyProof({
        ...sizes,
        root1: decodeBase64(seen.root),
        root2: verdict.root,
        proof,
      });
      return [];
    } catch (error) {
      if (error instanceof LedgerError) {
        return [{ problem: 'rewritten', detail: error.message }];
      }
      throw error;
    }
  }

  #broken(
    known: Pick<LogVerdict, 'note' | 'seen' | 'checkedAt'>,
    problem: LogProblem,
    detail: string,
  ): LogVerdict {
    return {
      ...known,
      origin: '',
      size: 0,
      root: new Uint8Array(32),
      signature: { kind: 'refused' },
      witnesses: [],
      remembers: true,
      problems: [{ problem, detail }],
    };
  }
}

function widestWithin(
  anchors: readonly ServedAnchor[],
  size: number,
): ServedAnchor | undefined {
  return [...anchors]
    .filter(anchor => anchor.size > 0 && anchor.size <= size)
    .sort((a, b) => b.size - a.size)[0];
}
