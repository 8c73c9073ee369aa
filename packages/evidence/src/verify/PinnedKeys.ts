import {
  LedgerError,
  parseVerifierKey,
  verifyNote,
  type NoteVerifier,
  type VerifiedNote,
} from '@understudy/ledger';

/** The keys by which a package is judged. */
export class PinnedKeys {
  readonly #verifiers: NoteVerifier[];
  readonly #used = new Set<string>();
  /** Whether they came from outside of the package. */
  readonly pinned: boolean;

  /** @param keys - throws a LedgerError where one is not a verifier key */
  constructor(options: { keys: readonly string[]; pinned: boolean }) {
    this.#verifiers = options.keys.map(parseVerifierKey);
    this.pinned = options.pinned;
  }

  /** Those that have signed something, as `name+id`. */
  get used(): string[] {
    return this.pinned ? [...this.#used].sort() : [];
  }

  get names(): string {
    return this.#verifiers.map(nameOf).join(', ');
  }

  /** Throws a LedgerError unless the log has signed with one of the keys. */
  async verify(note: string | Uint8Array): Promise<VerifiedNote> {
    const verified = await verifyNote(note, this.#verifiers);
    const byLog = verified.signatures.filter(({ role }) => role === 'log');
    if (byLog.length === 0) {
      throw new LedgerError(
        'unknown-signers',
        'None of the signatures is by a key of the log that is trusted here',
      );
    }
    byLog.forEach(signature => this.#used.add(nameOf(signature)));
    return verified;
  }
}

function nameOf({ name, keyId }: { name: string; keyId: number }): string {
  return `${name}+${keyId.toString(16).padStart(8, '0')}`;
}
