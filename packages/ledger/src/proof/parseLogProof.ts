import { decodeBase64 } from '../bytes/decodeBase64';
import { LedgerError } from '../errors/LedgerError';
import { LogProof } from './LogProof';

const MAX_LENGTH = 2_000_000;

function malformed(message: string): LedgerError {
  return new LedgerError('malformed-proof', message);
}

function decode(base64: string, what: string): Uint8Array {
  try {
    return decodeBase64(base64);
  } catch {
    throw malformed(`${what} is not standard base64`);
  }
}

/**
 * Reads the text of a `.tlog-proof` file, without verifying it.
 *
 * @public
 */
export function parseLogProof(text: string): LogProof {
  if (text.length > MAX_LENGTH) {
    throw malformed('The proof file is longer than 2,000,000 characters');
  }
  const split = text.indexOf('\n\n');
  if (split < 0) {
    throw malformed('The proof has no empty line above its checkpoint');
  }
  const lines = text.slice(0, split).split('\n');
  if (lines.shift() !== 'c2sp.org/tlog-proof@v1') {
    throw malformed('The proof does not begin with c2sp.org/tlog-proof@v1');
  }
  const extra = lines[0]?.startsWith('extra ')
    ? decode(lines.shift()!.slice('extra '.length), 'The extra data')
    : undefined;
  const index = /^index (0|[1-9][0-9]{0,19})$/.exec(lines.shift() ?? '')?.[1];
  if (index === undefined || BigInt(index) >= 2n ** 64n) {
    throw malformed('The proof does not say the index of the entry');
  }
  if (lines.length > 64) {
    throw malformed('The proof has more hashes than any log has levels');
  }
  const proof = lines.map((line, i) => {
    const hash = decode(line, `Hash ${i} of the proof`);
    if (hash.length !== 32) {
      throw malformed(`Hash ${i} of the proof has not 32 bytes`);
    }
    return hash;
  });
  return {
    index: BigInt(index),
    proof,
    checkpoint: text.slice(split + 2),
    ...(extra && { extra }),
  };
}
