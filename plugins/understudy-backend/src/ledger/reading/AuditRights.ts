import type { CallerCredentials } from '../../access/types';
import type { AuditScope } from './AuditScope';

/** What somebody may do with the record of what was done. */
export interface AuditRights {
  /** A person, or another service. */
  caller: { type: 'user' | 'service'; id: string };
  /** What the caller may see. */
  scope: AuditScope;
  /** Throws a NotAllowedError unless the caller may see all of the ledger. */
  assertSeesAll(): void;
  /** Throws a NotAllowedError unless the caller may see any of it. */
  assertSeesAny(): void;
  /** What the caller may take out; throws a NotAllowedError if that is nothing. */
  exportScope(): Promise<AuditScope>;
}

/** Decides about them. */
export interface AuditRightsService {
  /** Throws where the caller may not even read, or where it cannot be known. */
  rightsOf(credentials: CallerCredentials): Promise<AuditRights>;
}
