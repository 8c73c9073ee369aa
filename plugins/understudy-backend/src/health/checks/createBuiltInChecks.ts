import type {
  AuthService,
  DatabaseService,
  LoggerService,
  RootConfigService,
  RootInstanceMetadataService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { UnderstudyConfig } from '../../config/readUnderstudyConfig';
import { catalogCheck } from './catalogCheck';
import { clustersCheck } from './clustersCheck';
import { databaseCheck } from './databaseCheck';
import { doorChecks } from './doorChecks';
import { environmentsCheck } from './environmentsCheck';
import { permissionFrameworkCheck } from './permissionFrameworkCheck';
import { rolesCheck } from './rolesCheck';
import { signInCheck } from './signInCheck';

/** The checks that every installation has, in the order they are shown. */
export function createBuiltInChecks(options: {
  config: UnderstudyConfig;
  rootConfig: RootConfigService;
  auth: AuthService;
  catalog: CatalogService;
  database: DatabaseService;
  logger: LoggerService;
  instance: RootInstanceMetadataService;
  /** What the ledger says of itself. */
  ledgerChecks: readonly HealthCheck[];
  /** What plans need besides, until they may run. */
  pathChecks: readonly HealthCheck[];
}): HealthCheck[] {
  return [
    permissionFrameworkCheck(options),
    rolesCheck(options),
    signInCheck(options),
    databaseCheck(options),
    ...options.ledgerChecks,
    catalogCheck(options),
    clustersCheck(options),
    environmentsCheck(options),
    ...options.pathChecks,
    ...doorChecks(options),
  ];
}
