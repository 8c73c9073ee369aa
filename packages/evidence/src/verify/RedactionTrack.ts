import type { JsonObject } from '@understudy/ledger';
import { limits } from '../zip/limits';
import type { Findings } from './Findings';

interface Claim {
  index: number;
  entryId: string;
  pointer: string;
}

/** Believes that a value was redacted once the entry that says so has come. */
export class RedactionTrack {
  readonly #findings: Findings;
  readonly #waiting = new Map<string, Claim[]>();
  #count = 0;
  #uncounted = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  claim(by: string, claim: Claim): void {
    if (this.#count >= limits.redactions) {
      this.#uncounted++;
      return;
    }
    this.#count++;
    this.#waiting.set(by, [...(this.#waiting.get(by) ?? []), claim]);
  }

  /** An entry whose text was recorded so. */
  see(index: number, entry: JsonObject): void {
    const id = String(entry.id);
    const claims = this.#waiting.get(id);
    if (!claims) {
      return;
    }
    this.#waiting.delete(id);
    const tags = (entry.contextTags ?? {}) as Record<string, unknown>;
    const pointers = String(tags.pointers).split(' ');
    for (const claim of claims) {
      if (
        entry.operationType === 'redaction' &&
        tags.entryId === claim.entryId &&
        pointers.includes(claim.pointer)
      ) {
        this.#findings.redaction({ ...claim, by: id });
      } else {
        this.#findings.problem({
          index: claim.index,
          entryId: claim.entryId,
          message: `Entry ${claim.index} (${claim.entryId}): its ${claim.pointer} is said to be redacted by entry ${index} (${id}), but that entry does not say so`,
        });
      }
    }
  }

  end(): void {
    let open = this.#uncounted;
    let example: (Claim & { by: string }) | undefined;
    for (const [by, claims] of this.#waiting) {
      open += claims.length;
      example ??= { ...claims[0], by };
    }
    if (open > 0) {
      this.#findings.limit(
        'redaction-not-shown',
        `${open} values are said to be redacted by entries that are not in the package, so that their redaction is not proved${
          example
            ? `: for instance ${example.pointer} of entry ${example.index} (${example.entryId}), by ${example.by}`
            : ''
        }`,
      );
    }
  }
}
