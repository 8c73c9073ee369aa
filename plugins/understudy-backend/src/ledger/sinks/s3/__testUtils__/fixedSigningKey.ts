import { noteKeyId } from '@understudy/ledger';
import { createPrivateKey, createPublicKey } from 'node:crypto';

const LOG = 1;

/** A signing key that is the same in every run, so that checkpoints are too. */
export function fixedSigningKey(name: string): string {
  const seed = Buffer.alloc(32, 7);
  const der = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    seed,
  ]);
  const publicKey = createPublicKey(
    createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
  )
    .export({ format: 'der', type: 'spki' })
    .subarray(-32);
  const id = noteKeyId({ name, type: LOG, publicKey })
    .toString(16)
    .padStart(8, '0');
  const typed = Buffer.concat([Buffer.from([LOG]), seed]).toString('base64');
  return ['PRIVATE', 'KEY', name, id, typed].join('+');
}
