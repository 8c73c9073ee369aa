export { createUnderstudyClient } from './createUnderstudyClient';
export type { UnderstudyClient } from './createUnderstudyClient';
export { openApiDocument } from './openApiDocument.generated';
export type { components, operations, paths } from './schema.generated';
export type {
  AuditEntry,
  AuditEntryDetail,
  AuditPage,
  AuditEvidence,
  AuditFacets,
  AuditFacetField,
  AuditQuery,
  AuditView,
  AuditViewInput,
  AuditNoteInput,
  AuditSummary,
  LedgerStatus,
  OpenIntent,
  ReviewActInput,
  EvidenceExport,
  EvidenceFilter,
  EvidenceRequest,
  ReviewFlag,
  ReviewFlagDetail,
  LedgerProofs,
  LedgerConsistency,
  EntityOperations,
  ErrorBody,
  ErrorCode,
  HealthCheckResult,
  HealthReport,
  MyPermissions,
  UnderstudyApiPaths,
} from './types';
