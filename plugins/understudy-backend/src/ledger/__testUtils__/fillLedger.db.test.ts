import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  hashLeaf,
  LogReplay,
  openFields,
  parseCanonicalJson,
  proveInclusion,
  TileHashReader,
  verifyCheckpoint,
  verifyInclusionProof,
  type JsonObject,
} from '@understudy/ledger';
import { ledgerEntryDomain } from '@understudy/plugin-understudy-common';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import { fillLedger } from './fillLedger';

const databases = createTestDatabases();
const directory = resolvePackagePath(
  '@understudy/plugin-understudy-backend',
  'migrations',
);

describe.each(databases.eachSupportedId())('fillLedger on %p', id => {
  it('writes a log that holds in everything, and continues it', async () => {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory });
    const first = await fillLedger(knex, {
      entries: 700,
      checkpointEvery: 300,
    });
    const { size, root, checkpoint, verifierKey, origin } = await fillLedger(
      knex,
      {
        entries: 1_300,
        seed: 2,
        startAt: new Date('2026-06-01T00:00:00Z'),
        signingKey: first.signingKey,
      },
    );

    expect(size).toBe(2_000);
    const verified = await verifyCheckpoint(checkpoint, [verifierKey]);
    expect(verified).toMatchObject({ origin, size: 2_000n, root });

    const rows = await knex('ledger_leaves')
      .join('ledger_entries', 'ledger_entries.id', 'ledger_leaves.entry_id')
      .orderBy('leaf_index')
      .select('leaf_index', 'entry_id', 'leaf_hash', 'body');
    const replay = new LogReplay();
    rows.forEach(({ body }) => replay.add(new TextEncoder().encode(body)));
    replay.check({ size, root });
    expect(rows.map(row => Number(row.leaf_index))).toEqual(
      Array.from({ length: size }, (_, index) => index),
    );

    const reader = new TileHashReader({
      size,
      source: {
        async readTile({ level, index, width }) {
          const tile = await knex('ledger_tiles')
            .where({ level, tile_index: Number(index) })
            .first('hashes');
          return new Uint8Array(tile.hashes).slice(0, width * 32);
        },
      },
    });
    for (const index of [0, 699, 700, 1_999]) {
      verifyInclusionProof({
        index,
        size,
        leafHash: hashLeaf(new TextEncoder().encode(rows[index].body)),
        proof: await proveInclusion({ index, size }, reader),
        root,
      });
    }

    const sealedRow = rows.find(({ body }) => body.includes('/commandText'));
    const fields = await knex('ledger_fields').where({
      entry_id: sealedRow.entry_id,
    });
    const opened = openFields(
      parseCanonicalJson(sealedRow.body) as JsonObject,
      {
        domain: ledgerEntryDomain,
        fields: fields.map(({ pointer, salt, value }) => ({
          pointer,
          salt: new Uint8Array(salt),
          value: JSON.parse(value),
        })),
      },
    );
    expect(opened.redacted).toEqual([]);
    expect(opened.entry.commandText).toMatch(/^\w+/);
  });
});
