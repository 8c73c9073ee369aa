/**
 * A signature that was verified with a pinned key.
 *
 * @public
 */
export interface VerifiedSignature {
  /** Name of the key. */
  name: string;
  /** First four bytes of the key's hash, as a number. */
  keyId: number;
  /** `log` signed the text itself; `witness` cosigned it with a time. */
  role: 'log' | 'witness';
  /** When a witness cosigned, in seconds since 1970. */
  time?: bigint;
}
