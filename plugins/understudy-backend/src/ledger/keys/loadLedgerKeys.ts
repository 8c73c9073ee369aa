import type { LoggerService } from '@backstage/backend-plugin-api';
import { generateSigningKey } from '@understudy/ledger';
import type { Knex } from 'knex';
import type { LedgerConfig } from '../config/LedgerConfig';
import { createKeyFile } from './createKeyFile';
import { DevelopmentKeyStore } from './DevelopmentKeyStore';
import { LedgerKeyError } from './LedgerKeyError';
import type { LedgerKeys } from './LedgerKeys';
import { parseLedgerKeys } from './parseLedgerKeys';
import { readKeyFile } from './readKeyFile';

type Options = {
  config: LedgerConfig;
  knex: Knex;
  logger: LoggerService;
  /** Whether this is production, where nobody but the operator makes keys. */
  production: boolean;
};

/**
 * The keys that the log signs with. In production they come from a file or a
 * secret; in development one is made at the first start. Throws a
 * {@link LedgerKeyError} that says what to do.
 */
export async function loadLedgerKeys(options: Options): Promise<LedgerKeys> {
  const { config, production } = options;
  if (config.signingKeys) {
    return parseLedgerKeys(config.signingKeys, {
      origin: config.origin,
      where: 'understudy.ledger.signingKey',
      kept: 'secret',
    });
  }
  if (config.signingKeyFile !== undefined) {
    return loadFromFile(config.signingKeyFile, options);
  }
  if (production) {
    throw new LedgerKeyError(
      'missing',
      'The ledger has no signing key, and in production none is made for it.',
      `Make one with \`understudy ledger keygen --name ${config.origin} --out ledger.key\`, and set understudy.ledger.signingKeyFile or understudy.ledger.signingKey.`,
    );
  }
  return loadFromDatabase(options);
}

async function loadFromFile(
  path: string,
  { config, logger, production }: Options,
): Promise<LedgerKeys> {
  let texts = await readKeyFile(path, { logger });
  if (!texts && production) {
    throw new LedgerKeyError(
      'missing',
      `The ledger has no signing key: there is no file ${path}, and in production none is made.`,
      `Make a key with \`understudy ledger keygen --name ${config.origin} --out ${path}\`; or correct understudy.ledger.signingKeyFile.`,
    );
  }
  if (!texts) {
    const { signingKey, verifierKey } = await generateSigningKey(config.origin);
    const made = await createKeyFile(path, `${signingKey}\n`).catch(error => {
      throw new LedgerKeyError(
        'unreadable',
        `A signing key for development cannot be written to ${path} (${
          error.code ?? 'unknown error'
        }).`,
        'Let understudy.ledger.signingKeyFile name a place where the backend may write, or leave it out.',
        error,
      );
    });
    if (made) {
      logger.info(
        `Made a signing key for the ledger in ${path}; it is verified with ${verifierKey}`,
      );
    }
    texts = (await readKeyFile(path, { logger })) ?? [];
  }
  return parseLedgerKeys(texts, {
    origin: config.origin,
    where: path,
    kept: 'file',
  });
}

async function loadFromDatabase({
  config,
  knex,
  logger,
}: Options): Promise<LedgerKeys> {
  const store = new DevelopmentKeyStore(knex);
  let text = await store.read();
  if (text === undefined) {
    const { signingKey, verifierKey } = await generateSigningKey(config.origin);
    await store.add(signingKey);
    text = await store.read();
    if (text === signingKey) {
      logger.info(
        `Made a signing key for the ledger, kept in its own database, which is for development only; it is verified with ${verifierKey}`,
      );
    }
  }
  return parseLedgerKeys(text === undefined ? [] : [text], {
    // A log keeps the name that it began with when only an address has changed.
    origin: config.originConfigured
      ? config.origin
      : text?.split('+')[2] ?? config.origin,
    where: 'the table ledger_development_keys',
    kept: 'development-database',
  });
}
