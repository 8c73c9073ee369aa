import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  generateSigningKey,
  signCheckpoint,
  verifyCheckpoint,
} from '@understudy/ledger';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LedgerConfig } from '../config/LedgerConfig';
import { readLedgerConfig } from '../config/readLedgerConfig';
import { LedgerKeyError } from './LedgerKeyError';
import { loadLedgerKeys } from './loadLedgerKeys';

const ORIGIN = 'ops.example.com/understudy';
const MIGRATIONS = resolve(__dirname, '../../../migrations');

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('loadLedgerKeys on %p', engine => {
  const folder = createMockDirectory();
  const path = folder.resolve('secrets/ledger.key');
  afterEach(() => folder.clear());

  async function given(options: {
    config?: Partial<LedgerConfig>;
    production?: boolean;
  }) {
    const knex = await databases.init(engine);
    await knex.migrate.latest({ directory: MIGRATIONS });
    const logger = mockServices.logger.mock();
    const { production = false } = options;
    const config = {
      ...readLedgerConfig(mockServices.rootConfig()),
      origin: ORIGIN,
      originConfigured: true,
      ...options.config,
    };
    return {
      knex,
      logger,
      load: (other: Partial<LedgerConfig> = {}) =>
        loadLedgerKeys({
          config: { ...config, ...other },
          knex,
          logger,
          production,
        }),
    };
  }

  const problemOf = async (promise: Promise<unknown>) => {
    const error = await promise.then(
      () => undefined,
      reason => reason,
    );
    expect(error).toBeInstanceOf(LedgerKeyError);
    expect(error.action).toMatch(/\.$/);
    return error as LedgerKeyError;
  };

  it('given development, when replicas start at once, then all sign with one key, and so they do after a restart', async () => {
    const { load, logger } = await given({});
    const all = [
      ...(await Promise.all([load(), load(), load(), load()])),
      await load(),
    ];

    expect(new Set(all.map(({ verifierKeys }) => verifierKeys[0])).size).toBe(
      1,
    );
    expect(all[0]).toMatchObject({
      origin: ORIGIN,
      kept: 'development-database',
    });
    expect(all[0].macKeys[0]).toEqual(all[4].macKeys[0]);
    expect(all[0].macKeys[0]).toHaveLength(32);
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(logger.info.mock.calls)).not.toContain('PRIVATE');
  });

  it('given a key in the database, when only the address changes, then the log keeps its name; when the name is configured, then it must be that one', async () => {
    const { load } = await given({ config: { originConfigured: false } });
    await load();

    await expect(load({ origin: 'elsewhere/understudy' })).resolves.toEqual(
      expect.objectContaining({ origin: ORIGIN }),
    );
    const error = await problemOf(
      load({ origin: 'elsewhere/understudy', originConfigured: true }),
    );
    expect(error.problem).toBe('wrong-name');
  });

  it('given development and a file that is missing, when processes start at once, then one writes it, for its owner only, and leaves nothing else', async () => {
    const { load, logger } = await given({ config: { signingKeyFile: path } });
    const all = await Promise.all([load(), load(), load(), load()]);

    expect(new Set(all.map(({ verifierKeys }) => verifierKeys[0])).size).toBe(
      1,
    );
    expect(all[0].kept).toBe('file');
    expect(statSync(path).mode % 0o1000).toBe(0o600);
    expect(readdirSync(folder.resolve('secrets'))).toEqual(['ledger.key']);
    expect(logger.warn).not.toHaveBeenCalled();

    chmodSync(path, 0o644);
    await load();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('chmod 600'),
    );
  });

  it('given production, when there is no key, then none is made and it says what to do', async () => {
    const { load, knex } = await given({ production: true });
    // One that is left from development does not count.
    await knex('ledger_development_keys').insert({
      id: 1,
      signing_key: (await generateSigningKey(ORIGIN)).signingKey,
    });

    const none = await problemOf(load());
    expect(none).toMatchObject({
      problem: 'missing',
      action: expect.stringContaining('understudy ledger keygen'),
    });
    const noFile = await problemOf(load({ signingKeyFile: path }));
    expect(noFile.message).toContain(path);
    expect(readdirSync(folder.path)).toEqual([]);
    folder.setContent({ 'ledger.key': '# to come\n\n' });
    await expect(
      problemOf(load({ signingKeyFile: folder.resolve('ledger.key') })),
    ).resolves.toMatchObject({ problem: 'missing' });
    await expect(
      problemOf(load({ signingKeyFile: folder.path })),
    ).resolves.toMatchObject({ problem: 'unreadable' });
  });

  it('given a rotation, when a checkpoint is signed, then people who pinned either key accept it', async () => {
    const older = await generateSigningKey(ORIGIN);
    const newer = await generateSigningKey(ORIGIN);
    folder.setContent({
      'ledger.key': `# since May\r\n${newer.signingKey}\r\n\r\n# until June\r\n${older.signingKey}`,
    });
    chmodSync(folder.resolve('ledger.key'), 0o600);
    const { load } = await given({ production: true });
    const fromFile = await load({
      signingKeyFile: folder.resolve('ledger.key'),
    });
    const fromSecret = await load({
      signingKeys: [newer.signingKey, older.signingKey],
    });

    expect(fromSecret).toMatchObject({ kept: 'secret' });
    for (const keys of [fromFile, fromSecret]) {
      expect(keys.verifierKeys).toEqual([newer.verifierKey, older.verifierKey]);
      const note = await signCheckpoint(
        { origin: ORIGIN, size: 0, root: Buffer.alloc(32, 7) },
        keys.signers,
      );
      for (const { verifierKey } of [older, newer]) {
        await expect(
          verifyCheckpoint(note, [verifierKey], { origin: ORIGIN }),
        ).resolves.toMatchObject({ size: 0n });
      }
    }
    expect(Buffer.from(fromFile.macKeys[0])).not.toEqual(
      Buffer.from(fromFile.macKeys[1]),
    );
    expect(fromFile.macKeys).toEqual(fromSecret.macKeys);
  });

  it('given keys that will not do, then the error says which and why, and shows none of it', async () => {
    const { load } = await given({ production: true });
    const { signingKey: good } = await generateSigningKey(ORIGIN);
    const { signingKey: other } = await generateSigningKey('staging');
    const { signingKey: witness } = await generateSigningKey(ORIGIN, 'witness');
    const flipped = good.replace(/.(.{5})$/, (all, rest) =>
      all.startsWith('A') ? `B${rest}` : `A${rest}`,
    );
    const cases: Array<[string[], string, string]> = [
      [[good.slice(0, -4)], 'malformed', 'The signing key in'],
      [[flipped], 'malformed', 'The signing key in'],
      [['hunter2'], 'malformed', 'The signing key in'],
      [[good, 'garbage'], 'malformed', 'Signing key 2 of 2'],
      [[good, good], 'duplicate', 'Signing key 2 of 2'],
      [[witness], 'witness', 'own witness'],
      [[other], 'wrong-name', 'for the log staging'],
      [[good, other], 'wrong-name', 'Signing key 2 of 2'],
      [Array(9).fill(good), 'too-many', '9 signing keys'],
      [[], 'missing', 'no signing key in'],
    ];
    for (const [signingKeys, problem, words] of cases) {
      const error = await problemOf(load({ signingKeys }));
      expect(error).toMatchObject({ problem });
      expect(error.message).toContain(words);
      const said = `${error.message} ${error.action} ${error.stack} ${error.cause}`;
      for (const secret of signingKeys) {
        // Base64 may hold a plus itself.
        expect(said).not.toContain(
          secret.split('+').slice(4).join('+') || secret,
        );
      }
    }
  });
});
