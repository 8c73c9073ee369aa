// @ts-check
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  randomBytes,
} from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ORIGIN = 'trial.example.test/understudy';
const LOG = 1;
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * A ledger as an administrator sets it up: a signing key in a file that only the backend reads, its
 * verifier key pinned in the pages, and a place outside the database that keeps the checkpoints.
 * @param {string} dir
 */
export function trialLedger(dir) {
  const { signingKey, verifierKey } = newKey();
  const signingKeyFile = join(dir, 'ledger.key');
  writeFileSync(signingKeyFile, `${signingKey}\n`, { mode: 0o600 });
  const checkpoints = join(dir, 'checkpoints');
  mkdirSync(checkpoints, { recursive: true });
  return {
    origin: ORIGIN,
    signingKeyFile,
    verifierKeys: [verifierKey],
    // A test does not wait a minute for what it can verify.
    checkpoint: { seconds: 3 },
    sinks: [{ type: 'file', path: checkpoints }],
  };
}

/** A new key pair as C2SP signed notes write it. */
function newKey() {
  const seed = randomBytes(32);
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(privateKey)
    .export({ format: 'der', type: 'spki' })
    .subarray(-32);
  const id = createHash('sha256')
    .update(`${ORIGIN}\n`)
    .update(Buffer.from([LOG]))
    .update(publicKey)
    .digest('hex')
    .slice(0, 8);
  /** @param {Uint8Array} key */
  const typed = key =>
    Buffer.concat([Buffer.from([LOG]), key]).toString('base64');
  return {
    signingKey: ['PRIVATE', 'KEY', ORIGIN, id, typed(seed)].join('+'),
    verifierKey: [ORIGIN, id, typed(publicKey)].join('+'),
  };
}
