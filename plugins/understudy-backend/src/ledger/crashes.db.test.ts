import { createMockDirectory } from '@backstage/backend-test-utils';
import { generateSigningKey, verifyCheckpoint } from '@understudy/ledger';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import knexFactory, { type Knex } from 'knex';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from './__testUtils__/eventually';
import {
  migrate,
  origin,
  someEntry,
  startLedger,
} from './__testUtils__/startLedger';
import type { DefaultLedgerService } from './DefaultLedgerService';
import { parseLedgerKeys } from './keys/parseLedgerKeys';

jest.setTimeout(300_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('processes that die on %p', id => {
  const isPostgres = id.startsWith('POSTGRES');
  const files = createMockDirectory();
  const children = new Set<ChildProcess>();
  let knex: Knex;
  let address: string;
  let signingKey: string;
  let ledger: DefaultLedgerService | undefined;

  beforeEach(async () => {
    files.clear();
    if (isPostgres) {
      knex = await databases.init(id);
      const { connection } = knex.client.config;
      address =
        typeof connection === 'string'
          ? connection
          : `postgres://${connection.user}:${connection.password ?? ''}@${
              connection.host
            }:${connection.port}/${connection.database}`;
    } else {
      address = files.resolve('ledger.sqlite');
      knex = knexFactory({
        client: 'better-sqlite3',
        connection: { filename: address },
        useNullAsDefault: true,
      });
    }
    await migrate(knex);
    ({ signingKey } = await generateSigningKey(origin));
  });

  afterEach(async () => {
    for (const child of children) {
      child.kill('SIGKILL');
    }
    await ledger?.stop();
    ledger = undefined;
    if (!isPostgres) {
      await knex.destroy();
    }
  });

  /** A process that writes without end; its notes say what is durable. */
  function run(name: string) {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        require.resolve('./__testUtils__/ledgerProcess.ts'),
      ],
      {
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          DATABASE: address,
          SIGNING_KEY: signingKey,
          NOTES: files.resolve(name),
        },
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    children.add(child);
    child.once('exit', () => children.delete(child));
    const said: string[] = [];
    child.stdout!.on('data', chunk => said.push(String(chunk)));
    child.stderr!.on('data', chunk => said.push(String(chunk)));
    return { child, said: () => said.join('') };
  }

  const notedBy = (name: string) =>
    existsSync(files.resolve(name))
      ? readFileSync(files.resolve(name), 'utf8').split('\n').slice(0, -1)
      : [];

  async function takeOver() {
    ledger = startLedger({
      knex,
      keys: await parseLedgerKeys([signingKey], {
        origin,
        where: 'the test',
        kept: 'secret',
      }),
      leaseTtlMs: 2_000,
    });
    return ledger;
  }

  /** Of what was said to be durable, what is not in the one history, which must be whole. */
  async function whatIsLost(names: string[]): Promise<string[]> {
    await (await ledger!.record.event(someEntry())).sequenced();
    await eventually(
      async () => (await knex('ledger_staged').select()).length === 0,
      'all that waited has its index',
      60,
    );
    await expect(ledger!.verify()).resolves.toMatchObject({
      intact: true,
      findings: [],
    });
    const leaves = await knex('ledger_leaves')
      .orderBy('leaf_index')
      .select('entry_id', 'epoch');
    const there = new Set(leaves.map(row => row.entry_id));
    const epochs = leaves.map(row => Number(row.epoch));
    expect(epochs).toEqual([...epochs].sort((a, b) => a - b));
    for (const { note } of await ledger!.checkpoints()) {
      await verifyCheckpoint(note, ledger!.keys!.verifierKeys);
    }
    expect(await ledger!.alarms()).toEqual([]);
    return names.flatMap(notedBy).filter(noted => !there.has(noted));
  }

  it('what was said to be durable is there after kill -9', async () => {
    for (const name of ['one', 'two', 'three']) {
      const { child, said } = run(name);
      await eventually(
        async () => notedBy(name).length > 20,
        () => `it writes: ${said()}`,
        60,
      );
      await sleep(randomInt(200));
      child.kill('SIGKILL');
    }
    await takeOver();
    expect(await whatIsLost(['one', 'two', 'three'])).toEqual([]);
  });

  // One process has SQLite for itself.
  if (!isPostgres) {
    return;
  }

  it('eight writers are killed one after the other, and others come', async () => {
    const names = Array.from({ length: 8 }, (_, i) => `writer-${i}`);
    const running = names.map(run);
    await eventually(
      async () => names.every(name => notedBy(name).length > 3),
      () => `all eight write: ${running.map(({ said }) => said()).join()}`,
      120,
    );
    for (const { child } of running) {
      await sleep(randomInt(300));
      child.kill('SIGKILL');
    }
    const late = ['late-0', 'late-1'];
    const after = late.map(run);
    await eventually(
      async () => late.every(name => notedBy(name).length > 20),
      () => `others write: ${after.map(({ said }) => said()).join()}`,
      120,
    );
    after.forEach(({ child }) => child.kill('SIGKILL'));
    await takeOver();
    expect(await whatIsLost([...names, ...late])).toEqual([]);
  });

  it('a sequencer that was stopped for forty seconds finds that it is one no more', async () => {
    const { child, said } = run('first');
    await eventually(
      async () => said().includes('leads') && notedBy('first').length > 3,
      () => `the first leads: ${said()}`,
      60,
    );
    child.kill('SIGSTOP');
    const { record } = await takeOver();
    const receipt = await record.event(someEntry());
    await receipt.sequenced();
    const { epoch } = await knex('ledger_lease').first();
    await sleep(40_000);
    child.kill('SIGCONT');
    const written = notedBy('first').length;
    await eventually(
      async () => notedBy('first').length > written + 20,
      'the first writes again',
      60,
    );
    // It writes as one of many, and gives no index any more.
    expect((await knex('ledger_lease').first()).epoch).toBe(epoch);
    child.kill('SIGKILL');
    expect(await whatIsLost(['first'])).toEqual([]);
  });
});
