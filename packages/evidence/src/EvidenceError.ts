/**
 * Says why a package cannot be written or read at all, in a sentence for the
 * person who tried.
 *
 * @public
 */
export class EvidenceError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'EvidenceError';
  }
}
