import { InputError } from '@backstage/errors';
import type { AuditFilters } from './AuditFilters';

const names: ReadonlyArray<keyof AuditFilters> = [
  'from',
  'to',
  'entityRef',
  'project',
  'environment',
  'cluster',
  'operationType',
  'action',
  'actor',
  'outcome',
  'decision',
  'ruleId',
  'correlationId',
  'source',
  'planId',
  'kind',
  'text',
];

/** The filters among the parameters of a request. */
export function filtersOf(query: AuditFilters): AuditFilters {
  const filters: Record<string, unknown> = {};
  for (const name of names) {
    if (query[name] !== undefined) {
      filters[name] = query[name];
    }
  }
  const { from, to } = query;
  if (from !== undefined && to !== undefined && !(from < to)) {
    const [first, last] = [Date.parse(from), Date.parse(to)];
    if (!(first < last)) {
      throw new InputError('from in the query has to be earlier than to');
    }
  }
  return filters as AuditFilters;
}
