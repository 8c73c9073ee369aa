import {
  parseSigningKey,
  parseVerifierKey,
  type NoteSigner,
} from '@understudy/ledger';
import { deriveMacKey } from './deriveMacKey';
import { LedgerKeyError } from './LedgerKeyError';
import type { LedgerKeys } from './LedgerKeys';

// One to sign, the one before it, and room for more; every checkpoint carries all of them.
const MOST = 8;

/**
 * Makes the keys of a log from their texts, newest first. The errors call a key
 * by its place in the list and hold no part of it.
 */
export async function parseLedgerKeys(
  texts: readonly string[],
  options: {
    /** The name that all keys must have. */
    origin: string;
    /** Where the texts were, for the errors. */
    where: string;
    kept: LedgerKeys['kept'];
  },
): Promise<LedgerKeys> {
  const { origin, where, kept } = options;
  if (texts.length === 0) {
    throw new LedgerKeyError(
      'missing',
      `There is no signing key in ${where}.`,
      `Make one with \`understudy ledger keygen --name ${origin} --out ledger.key\`, and put it there.`,
    );
  }
  if (texts.length > MOST) {
    throw new LedgerKeyError(
      'too-many',
      `There are ${texts.length} signing keys in ${where}; at most ${MOST} sign together.`,
      'Take those out that no verifier needs any more.',
    );
  }
  const signers: NoteSigner[] = [];
  const verifierKeys: string[] = [];
  for (const [index, text] of texts.entries()) {
    const which =
      texts.length === 1
        ? `The signing key in ${where}`
        : `Signing key ${index + 1} of ${texts.length} in ${where}`;
    const { verifierKey, ...signer } = await parseSigningKey(text).catch(() => {
      throw new LedgerKeyError(
        'malformed',
        `${which} is not one: it is cut off, changed, or something else.`,
        'It is one line that begins with PRIVATE+KEY+, as `understudy ledger keygen` wrote it.',
      );
    });
    if (parseVerifierKey(verifierKey).role !== 'log') {
      throw new LedgerKeyError(
        'witness',
        `${which} is the key of a witness; a log does not sign as its own witness.`,
        'Make a key of the log with `understudy ledger keygen`.',
      );
    }
    if (signer.name !== origin) {
      throw new LedgerKeyError(
        'wrong-name',
        `${which} is for the log ${signer.name}, and this log is ${origin}.`,
        `Set understudy.ledger.origin to ${signer.name} if this is that log; otherwise make a key for ${origin}.`,
      );
    }
    if (verifierKeys.includes(verifierKey)) {
      throw new LedgerKeyError(
        'duplicate',
        `${which} stands there twice.`,
        'Take one of the two out.',
      );
    }
    signers.push(signer);
    verifierKeys.push(verifierKey);
  }
  return {
    origin,
    signers,
    verifierKeys,
    macKeys: texts.map(deriveMacKey),
    kept,
  };
}
