import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import knexFactory from 'knex';
import { DefaultLedgerService } from '../DefaultLedgerService';
import { parseLedgerKeys } from '../keys/parseLedgerKeys';
import { origin, someEntry } from './someEntry';

/**
 * A process of its own that writes into the ledger as fast as it can, until it
 * is killed. What the ledger said is durable it notes in a file, one id a line.
 */
async function main() {
  // It ends with the test, however that ends.
  process.stdin.on('end', () => process.exit()).resume();
  const { DATABASE, SIGNING_KEY, NOTES } = process.env;
  const knex = knexFactory(
    DATABASE!.startsWith('/')
      ? {
          client: 'better-sqlite3',
          connection: { filename: DATABASE! },
          useNullAsDefault: true,
        }
      : { client: 'pg', connection: DATABASE, pool: { min: 0, max: 6 } },
  );
  const quiet = { error() {}, warn() {}, info() {}, debug() {} } as never;
  const ledger = DefaultLedgerService.create({
    knex,
    logger: quiet,
    keys: await parseLedgerKeys([SIGNING_KEY!], {
      origin,
      where: 'the test',
      kept: 'secret',
    }),
    sinks: [],
    checkpointEvery: { entries: 50, seconds: 1 },
    leaseTtlMs: 2_000,
  });
  ledger.start();
  process.stdout.write('ready\n');
  setInterval(() => {
    if (ledger.leads) {
      process.stdout.write('leads\n');
    }
  }, 50);
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let i = 0; ; i++) {
        const digest = createHash('sha256').update(String(i)).digest('hex');
        await ledger.record.intent(someEntry({ outputDigest: digest })).then(
          ({ id }) => appendFileSync(NOTES!, `${id}\n`),
          () => new Promise(resolve => setTimeout(resolve, 50)),
        );
      }
    }),
  );
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
