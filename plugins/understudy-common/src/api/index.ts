export { createUnderstudyClient } from './createUnderstudyClient';
export type { UnderstudyClient } from './createUnderstudyClient';
export { openApiDocument } from './openApiDocument.generated';
export type { components, operations, paths } from './schema.generated';
export type {
  EntityOperations,
  ErrorBody,
  ErrorCode,
  HealthCheckResult,
  HealthReport,
  MyPermissions,
  UnderstudyApiPaths,
} from './types';
