import { StatusCause } from '../status/StatusError';
import { FieldSet, showPath } from './FieldSet';
import { ManagerEntry } from './managers';

/** Fields that another manager holds. */
export interface Conflict {
  entry: ManagerEntry;
  set: FieldSet;
}

function showManager(entry: ManagerEntry): string {
  let out = JSON.stringify(entry.manager);
  if (entry.subresource)
    out += ` with subresource ${JSON.stringify(entry.subresource)}`;
  return entry.operation === 'Update'
    ? `${out} using ${entry.apiVersion}`
    : out;
}

function flatten(conflicts: Conflict[]) {
  return [...conflicts]
    .sort((a, b) => showManager(a.entry).localeCompare(showManager(b.entry)))
    .flatMap(c =>
      c.set.paths().map(path => ({
        manager: showManager(c.entry),
        field: showPath(path),
      })),
    );
}

/** The message of a refused server-side apply. */
export function conflictMessage(conflicts: Conflict[]): string {
  const flat = flatten(conflicts);
  if (flat.length === 1)
    return `Apply failed with 1 conflict: conflict with ${flat[0].manager}: ${flat[0].field}`;
  const lines: string[] = [];
  for (const manager of new Set(flat.map(f => f.manager))) {
    lines.push(`conflicts with ${manager}:`);
    for (const item of flat)
      if (item.manager === manager) lines.push(`- ${item.field}`);
  }
  return `Apply failed with ${flat.length} conflicts: ${lines.join('\n')}`;
}

/** The causes of a refused server-side apply. */
export function conflictCauses(conflicts: Conflict[]): StatusCause[] {
  return flatten(conflicts).map(c => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${c.manager}`,
    field: c.field,
  }));
}
