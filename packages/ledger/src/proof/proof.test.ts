/** @jest-environment node */
import { decodeBase64 } from '../bytes/decodeBase64';
import { signCheckpoint } from '../checkpoint/signCheckpoint';
import { generateSigningKey } from '../note/generateSigningKey';
import { parseSigningKey } from '../note/parseSigningKey';
import { naiveTree } from '../testing/naiveTree';
import { random } from '../testing/random';
import { reasonOf } from '../testing/reasonOf';
import { reasonOfAsync } from '../testing/reasonOfAsync';
import vectors from '../testing/referenceVectors.json';
import { hashLeaf } from '../tree/hashLeaf';
import { formatLogProof } from './formatLogProof';
import { parseLogProof } from './parseLogProof';
import { verifyLogProof } from './verifyLogProof';

const origin = 'log.example/understudy';
const { bytes } = random(8);
const entries = Array.from({ length: 13 }, () => bytes(20));
const naive = naiveTree(entries);

async function proofOf(index: number) {
  const { signingKey } = await generateSigningKey(origin);
  const key = await parseSigningKey(signingKey);
  const checkpoint = await signCheckpoint(
    { origin, size: 13, root: naive.root(13) },
    [key],
  );
  const proof = formatLogProof({
    index,
    proof: naive.inclusion(index, 13),
    checkpoint,
  });
  return { proof, verifierKeys: [key.verifierKey], policy: { origin } };
}

describe('a self-contained proof', () => {
  it('of the reference implementation is verified and written back', async () => {
    expect(vectors.proofs.length).toBeGreaterThan(0);
    for (const v of vectors.proofs) {
      const { index, checkpoint } = await verifyLogProof({
        proof: v.proof,
        leafHash: hashLeaf(decodeBase64(v.entry)),
        verifierKeys: [v.verifierKey],
        policy: { origin: v.origin },
      });
      expect(index).toBe(BigInt(v.index));
      expect(checkpoint.origin).toBe(v.origin);
      expect(formatLogProof(parseLogProof(v.proof))).toBe(v.proof);
    }
  });

  it('says which entry of which checkpoint it proved', async () => {
    const options = await proofOf(5);
    const leafHash = hashLeaf(entries[5]);
    expect(await verifyLogProof({ ...options, leafHash })).toMatchObject({
      index: 5n,
      checkpoint: { origin, size: 13n, root: naive.root(13) },
    });
  });

  it('does not survive the change of any character, nor being cut', async () => {
    const options = await proofOf(5);
    const leafHash = hashLeaf(entries[5]);
    const accepted: number[] = [];
    for (let i = 0; i < options.proof.length; i++) {
      const code = options.proof.charCodeAt(i);
      for (const bit of [1, 2, 4, 8, 16, 32, 64]) {
        const proof =
          options.proof.slice(0, i) +
          String.fromCharCode(code ^ bit) +
          options.proof.slice(i + 1);
        const reason = await reasonOfAsync(() =>
          verifyLogProof({ ...options, leafHash, proof }),
        );
        if (reason === 'accepted') {
          accepted.push(i);
        }
      }
      const cut = options.proof.slice(0, i);
      expect(
        await reasonOfAsync(() =>
          verifyLogProof({ ...options, leafHash, proof: cut }),
        ),
      ).not.toBe('accepted');
    }
    expect(accepted).toEqual([]);
  });

  it('proves nothing about another entry, log or key', async () => {
    const options = await proofOf(5);
    const leafHash = hashLeaf(entries[5]);
    const stranger = await generateSigningKey(origin);
    expect(
      await reasonOfAsync(() =>
        verifyLogProof({ ...options, leafHash: hashLeaf(entries[6]) }),
      ),
    ).toBe('root-mismatch');
    expect(
      await reasonOfAsync(() =>
        verifyLogProof({ ...options, leafHash, policy: { origin: 'other' } }),
      ),
    ).toBe('wrong-origin');
    expect(
      await reasonOfAsync(() =>
        verifyLogProof({
          ...options,
          leafHash,
          verifierKeys: [stranger.verifierKey],
        }),
      ),
    ).toBe('unknown-signers');
    expect(
      await reasonOfAsync(() =>
        verifyLogProof({ ...options, leafHash, policy: { witnesses: 1 } }),
      ),
    ).toBe('not-enough-witnesses');
  });

  it('carries extra data', async () => {
    const { checkpoint } = parseLogProof((await proofOf(0)).proof);
    const extra = bytes(11);
    const text = formatLogProof({ index: 3, proof: [], checkpoint, extra });
    expect(parseLogProof(text)).toEqual({
      index: 3n,
      proof: [],
      checkpoint,
      extra,
    });
  });

  const HEAD = 'c2sp.org/tlog-proof@v1\n';
  const HASH = `${'A'.repeat(43)}=\n`;
  it.each([
    ['nothing', ''],
    ['no empty line', `${HEAD}index 1\n`],
    ['another version', 'c2sp.org/tlog-proof@v2\nindex 1\n\nx\n'],
    ['no index', `${HEAD}${HASH}\nx\n`],
    ['a leading zero', `${HEAD}index 01\n\nx\n`],
    ['an index beyond uint64', `${HEAD}index ${2n ** 64n}\n\nx\n`],
    ['extra data behind the index', `${HEAD}index 1\nextra AA==\n\nx\n`],
    ['extra data that is no base64', `${HEAD}extra A\nindex 1\n\nx\n`],
    ['a short hash', `${HEAD}index 1\nAAAA\n\nx\n`],
    ['a hash that is no base64', `${HEAD}index 1\n!\n\nx\n`],
    ['65 hashes', `${HEAD}index 1\n${HASH.repeat(65)}\nx\n`],
    ['too much', `${HEAD}index 1\n\n${'x'.repeat(2_000_000)}\n`],
  ])('is refused with %s', (_, text) => {
    expect(reasonOf(() => parseLogProof(text))).toBe('malformed-proof');
  });

  it('is not written around what is no signed note', () => {
    expect(
      reasonOf(() =>
        formatLogProof({ index: 1, proof: [], checkpoint: 'no note' }),
      ),
    ).toBe('malformed-note');
  });
});
