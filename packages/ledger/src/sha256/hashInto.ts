import { nativeSha256 } from './nativeSha256';
import { portableSha256 } from './portableSha256';

/**
 * SHA-256, its 32 bytes written to `into`, so that hashing a million nodes
 * makes no million objects.
 *
 * @internal
 */
export function hashInto(data: Uint8Array, into: Uint8Array, at: number): void {
  if (!nativeSha256) {
    portableSha256(data, into, at);
    return;
  }
  const digest = nativeSha256(data);
  for (let i = 0; i < 32; i++) {
    into[at + i] = digest.charCodeAt(i);
  }
}
