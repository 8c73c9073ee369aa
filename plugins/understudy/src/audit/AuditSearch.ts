import type { FilterValues } from '../components/FilterBar';
import { lastSpans, type TimeRange } from '../components/FilterBar/TimeRange';
import type { AuditParameters, AuditQuery } from './AuditTypes';

/** What the audit page looks for; the address of the page says the same. */
export interface AuditSearch {
  range: TimeRange;
  values: FilterValues;
  words: string;
}

/** The filters that take several values, and those that take one. */
const several = [
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
  'source',
  'kind',
] as const;
const single = ['correlationId', 'planId'] as const;
const names = [...several, ...single];

const ALL = 'all';

/** What is looked for where the address says nothing. */
export const defaultRange: TimeRange = { last: 'PT24H' };

const spans = {
  PT1H: 3_600_000,
  PT24H: 86_400_000,
  P7D: 7 * 86_400_000,
  P30D: 30 * 86_400_000,
  P90D: 90 * 86_400_000,
};

/** Reads what to look for out of the address of the page. */
export function readSearch(address: URLSearchParams): AuditSearch {
  const values = Object.fromEntries(
    names
      .map(name => [name, address.getAll(name).filter(Boolean)] as const)
      .filter(([, given]) => given.length > 0),
  );
  return {
    range: readRange(address),
    values,
    words: address.get('text') ?? '',
  };
}

function readRange(address: URLSearchParams): TimeRange {
  const from = moment(address.get('from'));
  const to = moment(address.get('to'));
  if (from || to) {
    return { from, to };
  }
  const last = address.get('last');
  if (last === ALL) {
    return {};
  }
  const span = lastSpans.find(each => each === last);
  return span ? { last: span } : defaultRange;
}

function moment(text: string | null): string | undefined {
  return text && !Number.isNaN(Date.parse(text))
    ? new Date(text).toISOString()
    : undefined;
}

/** The address of the page for what is looked for. */
export function writeSearch(search: AuditSearch): URLSearchParams {
  const address = new URLSearchParams();
  const { range, values, words } = search;
  if (range.last !== undefined) {
    if (range.last !== defaultRange.last) {
      address.set('last', range.last);
    }
  } else if (range.from || range.to) {
    if (range.from) address.set('from', range.from);
    if (range.to) address.set('to', range.to);
  } else {
    address.set('last', ALL);
  }
  for (const name of names) {
    for (const value of values[name] ?? []) {
      address.append(name, value);
    }
  }
  if (words) {
    address.set('text', words);
  }
  return address;
}

/** The parameters of the API; a span that ends now begins at a fixed moment, so that pages fit together. */
export function parametersOf(search: AuditSearch, now: Date): AuditParameters {
  const { range, values, words } = search;
  const time =
    range.last === undefined
      ? { from: range.from, to: range.to }
      : { from: new Date(now.getTime() - spans[range.last]).toISOString() };
  return {
    ...time,
    ...Object.fromEntries(
      several
        .filter(name => values[name]?.length)
        .map(name => [name, values[name]]),
    ),
    ...Object.fromEntries(
      single
        .filter(name => values[name]?.length)
        .map(name => [name, values[name][0]]),
    ),
    ...(words && { text: words }),
  };
}

/** What is kept of a search under a name. */
export function queryOf(search: AuditSearch): AuditQuery {
  const { from: _, ...rest } = parametersOf(search, new Date(0));
  const { range } = search;
  return {
    ...(rest as AuditQuery),
    ...(range.last === undefined
      ? { from: range.from, to: range.to }
      : { last: range.last }),
  };
}

/** The search that was kept under a name. */
export function searchOf(query: AuditQuery): AuditSearch {
  const { last, from, to, text, order: _, ...filters } = query;
  return {
    range: last === undefined ? { from, to } : { last },
    values: Object.fromEntries(
      Object.entries(filters).map(([name, value]) => [
        name,
        Array.isArray(value) ? value : [String(value)],
      ]),
    ),
    words: text ?? '',
  };
}
