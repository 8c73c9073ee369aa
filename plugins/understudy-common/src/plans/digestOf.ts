import { InputError } from '@backstage/errors';
import { canonicalJson, encodeHex, sha256 } from '@understudy/ledger';

/** `sha256:<hex>` of the canonical JSON (RFC 8785) of a value. */
export function digestOf(value: unknown): string {
  let text: string;
  try {
    text = canonicalJson(value);
  } catch (error) {
    throw new InputError(
      `This cannot be hashed: ${(error as Error).message}`,
      error,
    );
  }
  return `sha256:${encodeHex(sha256(new TextEncoder().encode(text)))}`;
}
