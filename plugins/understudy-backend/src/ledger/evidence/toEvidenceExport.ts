import type { EvidenceExport } from '@understudy/plugin-understudy-common';
import type { ExportRow } from './ExportRow';

/** A package as the API shows it. */
export function toEvidenceExport(row: ExportRow): EvidenceExport {
  const time = (value: number) => new Date(value).toISOString();
  return {
    id: row.id,
    state: row.state,
    requestedBy: row.requestedBy,
    requestedAt: time(row.requestedAt),
    request: row.request,
    complete: row.request.filter === undefined,
    done: row.done,
    ...(row.total !== undefined && { total: row.total }),
    ...(row.entries !== undefined && { entries: row.entries }),
    ...(row.bytes !== undefined && { bytes: row.bytes }),
    ...(row.sha256 !== undefined && { sha256: row.sha256 }),
    ...(row.store !== undefined && { store: row.store }),
    ...(row.problem !== undefined && { problem: row.problem }),
    ...(row.finishedAt !== undefined && { finishedAt: time(row.finishedAt) }),
    ...(row.expiresAt !== undefined && { expiresAt: time(row.expiresAt) }),
  };
}
