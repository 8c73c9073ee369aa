import type {
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { AccessService } from '../access/types';
import type { ApiRouter } from '../http/ApiRouter';
import type { LedgerService } from './LedgerService';
import { LedgerPublisher } from './public/LedgerPublisher';
import { addLedgerRoutes } from './public/router';
import { AuditNotes } from './reading/AuditNotes';
import { AuditReader } from './reading/AuditReader';
import { AuditTail, type TailRhythm } from './reading/AuditTail';
import { AuditViews } from './reading/AuditViews';
import { DefaultAuditRightsService } from './reading/DefaultAuditRightsService';
import { AuditExporter } from './reading/export/AuditExporter';
import { LeafStore } from './reading/LeafStore';
import type { ReadingProjector } from './reading/ReadingProjector';
import { addAuditRoutes } from './reading/router';
import { ViewStore } from './reading/ViewStore';

/** Puts together what reads the ledger, and adds its routes. */
export function addReadingRoutes(options: {
  api: ApiRouter;
  auth: AuthService;
  access: AccessService;
  permissions: PermissionsService;
  catalog: CatalogService;
  logger: LoggerService;
  knex: Knex;
  ledger: Omit<LedgerService, 'read' | 'stream'>;
  projector: ReadingProjector;
  rhythm?: TailRhythm;
}): void {
  const { knex, ledger } = options;
  const { record } = ledger;
  const reader = AuditReader.create({ knex });
  const rights = DefaultAuditRightsService.create(options);
  addAuditRoutes({
    ...options,
    rights,
    reader,
    tail: new AuditTail({ ...options, reader, rights }),
    notes: new AuditNotes({ reader, record }),
    exporter: new AuditExporter({ reader, record }),
    views: new AuditViews({ store: new ViewStore(knex) }),
  });
  addLedgerRoutes({
    ...options,
    rights,
    reader,
    publisher: new LedgerPublisher({ ledger, leaves: new LeafStore(knex) }),
  });
}
