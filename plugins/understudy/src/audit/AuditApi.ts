import type { CompoundEntityRef } from '@backstage/catalog-model';
import type { ProofSource } from '../proof/ProofSource';
import type { AuditEntry } from './AuditEntry';
import type {
  AuditFacetField,
  AuditFacets,
  AuditParameters,
  AuditQuery,
  AuditView,
  LedgerAlarm,
  LedgerVerification,
} from './AuditTypes';

/** A page of entries whose text was read in this browser. */
export interface OpenedPage {
  items: AuditEntry[];
  nextCursor?: string;
  /** Whether everything is searched, or what belongs to the person. */
  scope: 'all' | 'owned';
  /** How many entries can be searched so far. */
  size: number;
  /** Set where the search ended for time; the cursor goes on there. */
  stoppedAt?: { index: number; occurredAt?: string };
}

/** An entry with what belongs to it. */
export interface OpenedDetail {
  entry: AuditEntry;
  intent?: AuditEntry;
  notes: AuditEntry[];
}

/** What comes down the stream of new entries. */
export type TailEvent =
  | { type: 'entry'; entry: AuditEntry }
  /** Everything up to this index was sent. */
  | { type: 'ready'; index: number }
  | { type: 'end'; reason: string };

/** What the pages of the ledger ask of the backend. */
export interface AuditApi extends ProofSource {
  listEntries(
    parameters: AuditParameters,
    options?: { signal?: AbortSignal },
  ): Promise<OpenedPage>;
  getTimeline(
    entity: CompoundEntityRef,
    options: { limit: number; signal?: AbortSignal },
  ): Promise<OpenedPage>;
  getEntry(id: string): Promise<OpenedDetail>;
  addNote(
    id: string,
    note: { text: string; links?: Array<{ url: string }> },
  ): Promise<void>;
  getFacet(
    field: AuditFacetField,
    options: { contains?: string },
  ): Promise<AuditFacets['facets'][number] | undefined>;
  /** New entries as they come, until the signal says stop or the server ends it. */
  tail(
    parameters: AuditParameters,
    options: { after?: number; signal: AbortSignal },
  ): AsyncIterable<TailEvent>;
  exportEntries(
    parameters: AuditParameters,
    format: 'markdown' | 'json' | 'csv',
  ): Promise<Blob>;
  listViews(): Promise<AuditView[]>;
  createView(view: {
    name: string;
    query: AuditQuery;
    shared: boolean;
  }): Promise<AuditView>;
  deleteView(id: string): Promise<void>;
  listAlarms(): Promise<LedgerAlarm[]>;
  /** Says what was found, so that work can go on; gives what is still open. */
  resolveAlarm(id: string, reason: string): Promise<LedgerAlarm[]>;
  listVerifications(): Promise<LedgerVerification[]>;
  startVerification(): Promise<LedgerVerification[]>;
  /** Takes sealed values out of an entry, for good. */
  redact(
    id: string,
    redaction: { pointers: string[]; reason: string },
  ): Promise<void>;
}
