import { NotFoundError } from '@backstage/errors';
import type { ApiRouter } from '../../http/ApiRouter';
import { withCode } from '../../http/errorCode';
import type { AuditReader } from '../reading/AuditReader';
import type { AuditRights, AuditRightsService } from '../reading/AuditRights';
import type { LedgerPublisher } from './LedgerPublisher';

const TEXT = 'text/plain; charset=utf-8';
const FRESH = { 'Cache-Control': 'private, no-cache' };

/**
 * The routes for who verifies the log. Auditors get all of it. Owners get what
 * verifies their own entries: checkpoints and proofs, which are hashes.
 */
export function addLedgerRoutes(options: {
  api: ApiRouter;
  rights: AuditRightsService;
  reader: AuditReader;
  publisher: LedgerPublisher;
}): void {
  const { api, rights, reader, publisher } = options;
  const everybody: Array<'user' | 'service'> = ['user', 'service'];

  const assertSees = async (
    { scope }: AuditRights,
    indexes: readonly number[],
  ) => {
    for (const index of indexes) {
      if (!(await reader.maySee(index, scope))) {
        throw withCode(
          'entry-not-found',
          new NotFoundError(
            `The ledger has no entry ${index}, or you may not see it`,
          ),
        );
      }
    }
  };

  api.handle(
    'getLedgerStatus',
    { allow: everybody, eventId: 'ledger-status-fetch' },
    async ({ credentials }) => {
      (await rights.rightsOf(credentials)).assertSeesAny();
      return publisher.status();
    },
  );
  api.handle(
    'getLedgerCheckpoint',
    { allow: everybody, eventId: 'ledger-checkpoint-fetch' },
    async ({ credentials }) => {
      (await rights.rightsOf(credentials)).assertSeesAny();
      const { note } = await publisher.checkpoint();
      return { contentType: TEXT, headers: FRESH, body: note };
    },
  );
  api.handle(
    'getLedgerEntryProof',
    { allow: everybody, eventId: 'ledger-proof-fetch' },
    async ({ path, credentials }) => {
      const { index } = path;
      await assertSees(await rights.rightsOf(credentials), [index]);
      const body = await publisher.proof(index);
      return { contentType: TEXT, headers: FRESH, body };
    },
  );
  api.handle(
    'getLedgerProofs',
    { allow: everybody, eventId: 'ledger-proofs-fetch' },
    async ({ query, credentials }) => {
      const { index } = query;
      await assertSees(await rights.rightsOf(credentials), index);
      return publisher.proofs(index);
    },
  );
  api.handle(
    'getLedgerConsistency',
    { allow: everybody, eventId: 'ledger-consistency-fetch' },
    async ({ query, credentials }) => {
      (await rights.rightsOf(credentials)).assertSeesAny();
      const { from, to } = query;
      return publisher.consistency({ from, to });
    },
  );
  api.handle(
    'getLedgerTile',
    { allow: everybody, eventId: 'ledger-tile-fetch' },
    async ({ path, credentials }) => {
      (await rights.rightsOf(credentials)).assertSeesAll();
      const { bytes, full } = await publisher.tile(path);
      return {
        contentType: 'application/octet-stream',
        headers: {
          // Whoever may not read it must not find it in a shared cache.
          'Cache-Control': full
            ? 'private, max-age=31536000, immutable'
            : 'private, max-age=60',
          Vary: 'Authorization',
        },
        body: bytes,
      };
    },
  );
}
