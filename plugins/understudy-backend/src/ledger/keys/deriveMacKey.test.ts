import { generateSigningKey } from '@understudy/ledger';
import { createHmac } from 'node:crypto';
import { deriveMacKey } from './deriveMacKey';

/** HKDF of RFC 5869 for one block, written out. */
function expected(seed: Buffer): Buffer {
  const key = createHmac('sha256', Buffer.alloc(32)).update(seed).digest();
  return createHmac('sha256', key)
    .update('understudy-ledger-mac/v1')
    .update(Buffer.from([1]))
    .digest();
}

describe('deriveMacKey', () => {
  // Rows that were written with one release must be known to the next.
  it.each(
    // The second has a plus in its base64.
    [Buffer.alloc(32, 7), Buffer.alloc(32, 0xfb)],
  )('is HKDF with SHA-256 over the seed of the key', seed => {
    const typed = Buffer.concat([Buffer.from([1]), seed]).toString('base64');
    const key = ['PRIVATE', 'KEY', 'log.example', '01234567', typed].join('+');
    expect(Buffer.from(deriveMacKey(key))).toEqual(expected(seed));
  });

  it('gives each key another one', async () => {
    const keys = await Promise.all(
      [1, 2].map(() => generateSigningKey('log.example')),
    );
    const [one, two] = keys.map(({ signingKey }) => deriveMacKey(signingKey));
    expect(one).not.toEqual(two);
  });
});
