import {
  encodeBase64,
  decodeBase64,
  hashLeaf,
  LedgerError,
  parseCheckpoint,
  parseNote,
  verifyConsistencyProof,
  verifyInclusionProof,
} from '@understudy/ledger';
import type { EntryVerdict, ServedEntry } from './EntryVerdict';
import { LogGrewError } from './LogGrewError';
import type { LogProblem, LogVerdict } from './LogVerdict';
import type { ProofSource, ServedAnchor } from './ProofSource';
import { readSignedCheckpoint } from './readSignedCheckpoint';
import type { SeenCheckpoint } from './SeenCheckpoint';
import { SeenCheckpoints } from './SeenCheckpoints';

/** How many proofs the API gives at once. */
const MOST_PROOFS = 500;

/**
 * Verifies in this browser what the server says about its ledger. The server
 * only brings the pieces: the note, proofs and the bodies of entries. An error that is thrown means that a piece did not come, not that it was wrong.
 */
export class LedgerVerifier {
  readonly #source: ProofSource;
  readonly #keys: readonly string[];
  readonly #memory: SeenCheckpoints;
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
    }
    return verdict;
  }

  /** Says of each entry whether the log has exactly this text at its place. */
  async checkEntries(
    verdict: LogVerdict,
    entries: readonly ServedEntry[],
  ): Promise<Map<string, EntryVerdict>> {
    const { size, root } = verdict;
    const placed = (index: number | undefined): index is number =>
      index !== undefined && index < size;
    const indexes = entries.map(({ index }) => index).filter(placed);
    const proofs = await this.#proofsOf(verdict, [...new Set(indexes)]);
    const verdictOf = ({ index, body }: ServedEntry): EntryVerdict => {
      if (!placed(index)) {
        return { state: 'waiting' };
      }
      try {
        const proof = proofs.get(index) ?? [];
        const leafHash = hashLeaf(new TextEncoder().encode(body));
        verifyInclusionProof({ index, size, leafHash, proof, root });
        const anchored = index < (verdict.anchor?.size ?? 0);
        return { state: 'included', index, anchored, proof };
      } catch (error) {
        if (!(error instanceof LedgerError)) {
          throw error;
        }
        return { state: 'altered', index, detail: error.message };
      }
    };
    return new Map(entries.map(entry => [entry.id, verdictOf(entry)]));
  }

  /** Starts anew with whatever the server shows; for the person who knows why it changed. */
  forget(): void {
    this.#memory.forget();
    this.#visit = undefined;
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
      const proof = await this.#source.readConsistency(seen.size, verdict.size);
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

  async #proofsOf(
    verdict: LogVerdict,
    indexes: readonly number[],
  ): Promise<Map<number, Uint8Array[]>> {
    const all = new Map<number, Uint8Array[]>();
    for (let start = 0; start < indexes.length; start += MOST_PROOFS) {
      const { note, proofs } = await this.#source.readInclusion(
        indexes.slice(start, start + MOST_PROOFS),
      );
      // Another tree of the same size is no growth: its proofs will not lead to the root.
      if (sizeOf(note) > verdict.size) {
        throw new LogGrewError();
      }
      proofs.forEach((proof, index) => all.set(index, proof));
    }
    return all;
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

/** Zero for what is no checkpoint: then nothing that came with it will verify. */
function sizeOf(note: string): number {
  try {
    return Number(parseCheckpoint(parseNote(note).text).size);
  } catch {
    return 0;
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
