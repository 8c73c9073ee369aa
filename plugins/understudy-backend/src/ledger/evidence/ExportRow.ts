import type {
  EvidenceExport,
  EvidenceRequest,
} from '@understudy/plugin-understudy-common';

/** A package as the table has it. */
export interface ExportRow {
  id: string;
  state: EvidenceExport['state'];
  requestedBy: string;
  requestedAt: number;
  request: EvidenceRequest;
  intentId: string | undefined;
  cancelled: boolean;
  attempts: number;
  done: number;
  total: number | undefined;
  entries: number | undefined;
  bytes: number | undefined;
  sha256: string | undefined;
  store: string | undefined;
  finishedAt: number | undefined;
  expiresAt: number | undefined;
  problem: string | undefined;
}

/** What is read of it from the database. */
export function toExportRow(row: Record<string, any>): ExportRow {
  const number = (value: unknown) =>
    value === null || value === undefined ? undefined : Number(value);
  return {
    id: row.id,
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: Number(row.requested_at),
    request: JSON.parse(row.request),
    intentId: row.intent_id ?? undefined,
    cancelled: Boolean(row.cancelled),
    attempts: Number(row.attempts),
    done: Number(row.done),
    total: number(row.total),
    entries: number(row.entries),
    bytes: number(row.bytes),
    sha256: row.sha256 ?? undefined,
    store: row.store ?? undefined,
    finishedAt: number(row.finished_at),
    expiresAt: number(row.expires_at),
    problem: row.problem ?? undefined,
  };
}
