import { mockServices } from '@backstage/backend-test-utils';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { HealthStore } from '../health/HealthStore';
import { newEntryId } from '../ledger/entry/newEntryId';
import { PresenceStore } from './PresenceStore';
import type { StoredChallenge } from './types';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const NOW = Date.parse('2026-11-26T03:00:00Z');
const planHash = `sha256:${'ab'.repeat(32)}`;
const sam = 'user:default/sam';

describe.each(databases.eachSupportedId())('PresenceStore on %p', engine => {
  let knex: Knex;
  let store: PresenceStore;

  const challenge = (rest: Partial<StoredChallenge> = {}): StoredChallenge => ({
    stateHash: randomBytes(32).toString('hex'),
    userEntityRef: sam,
    planHash,
    nonce: 'nonce',
    codeVerifier: 'verifier',
    createdAt: NOW,
    expiresAt: NOW + 600_000,
    ...rest,
  });
  const add = (given: StoredChallenge) =>
    store.addChallenge(given, { openAtMost: 3 });

  beforeEach(async () => {
    knex = await databases.init(engine);
    // Migrates the tables of the whole plugin.
    await HealthStore.create({ database: mockServices.database({ knex }) });
    store = new PresenceStore(knex);
  });

  it('gives a challenge to one, however many come', async () => {
    const given = challenge({ browserHash: 'cd'.repeat(32) });
    await add(given);
    expect(await store.findChallenge(given.stateHash)).toEqual(given);

    const taken = await Promise.all(
      Array.from({ length: 10 }, () => store.takeChallenge(given.stateHash)),
    );

    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await store.findChallenge(given.stateHash)).toBe(undefined);
  });

  it('keeps the newest challenges of each person', async () => {
    const all = [1, 2, 3, 4, 5].map(second =>
      challenge({ createdAt: NOW + second }),
    );
    const other = challenge({ userEntityRef: 'user:default/priya' });
    await add(other);
    await Promise.all(all.map(add));

    const left = await Promise.all(
      [...all, other].map(({ stateHash }) => store.findChallenge(stateHash)),
    );
    expect(left.map(found => found !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it('finds proofs of a time, and forgets them after theirs', async () => {
    const proofs = [0, 1, 2].map(second => ({
      id: newEntryId(NOW + second),
      userEntityRef: sam,
      planHash,
      method: 'sign-in' as const,
      at: NOW + second,
      entryId: newEntryId(NOW),
    }));
    for (const proof of proofs) {
      await store.addProof(proof);
    }
    const find = (from: number, to: number) =>
      store.proofs({ userEntityRef: sam, planHash, from, to });

    expect(await find(NOW, NOW + 2)).toEqual([...proofs].reverse());
    expect(await find(NOW + 1, NOW + 1)).toEqual([proofs[1]]);
    expect(
      await store.proofs({
        userEntityRef: sam,
        planHash: `sha256:${'00'.repeat(32)}`,
        from: NOW,
        to: NOW + 2,
      }),
    ).toEqual([]);

    const over = challenge({ expiresAt: NOW - 1 });
    const open = challenge({ expiresAt: NOW });
    await add(over);
    await add(open);
    await store.forget({ proofsBefore: NOW + 2, challengesBefore: NOW });
    expect(await find(NOW, NOW + 2)).toEqual([proofs[2]]);
    expect(await store.findChallenge(over.stateHash)).toBe(undefined);
    expect(await store.findChallenge(open.stateHash)).toEqual(open);
  });
});
