import type { AuditSearch } from '../audit/AuditSearch';
import type { EvidenceRequest } from './EvidenceApi';

const single = [
  'entityRef',
  'project',
  'environment',
  'cluster',
  'action',
  'actor',
  'outcome',
] as const;

/**
 * The filters of a search as a package of evidence takes them, and the names of
 * those that it cannot take: these are left out, which only makes it larger.
 */
export function evidenceFilterOf(search: AuditSearch): {
  filter: EvidenceRequest['filter'];
  leftOut: string[];
} {
  const filter: Record<string, unknown> = {};
  const leftOut: string[] = search.words ? ['text'] : [];
  for (const [name, values] of Object.entries(search.values)) {
    if (name === 'operationType') {
      filter[name] = values;
    } else if (single.some(each => each === name) && values.length === 1) {
      filter[name] = values[0];
    } else if (values.length > 0) {
      leftOut.push(name);
    }
  }
  return {
    filter:
      Object.keys(filter).length > 0
        ? (filter as EvidenceRequest['filter'])
        : undefined,
    leftOut,
  };
}
