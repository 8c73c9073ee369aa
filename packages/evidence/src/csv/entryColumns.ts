import { canonicalJson, type JsonValue } from '@understudy/ledger';

type Fields = Record<string, unknown>;

/** What a row of `entries.csv` is made of. */
export interface EntryRow {
  index: number;
  /** The entry, its sealed values put back. */
  entry: Fields;
  redacted: readonly string[];
  withheld: readonly string[];
  support: string | undefined;
  /** In hex. */
  leafHash: string;
}

/** The columns that show one field each: their names, and where it stands. */
export const fieldColumns: ReadonlyArray<readonly [string, string]> = [
  ['id', '/id'],
  ['kind', '/kind'],
  ['intent id', '/intentId'],
  ['occurred at', '/occurredAt'],
  ['actor type', '/actor/type'],
  ['actor', '/actor/id'],
  ['actor display', '/actor/display'],
  ['actor mapped from', '/actor/mappedFrom'],
  ['on behalf of', '/actor/onBehalfOf'],
  ...[
    'actingIdentity',
    'source',
    'channelRef',
    'correlationId',
    'entityRef',
    'project',
    'version',
    'specSnapshotId',
    'environment',
    'permissionLevel',
    'takeoverLevel',
    'riskTier',
    'changeLevel',
    'operationType',
    'action',
    'tool',
    'toolRationale',
    'targetSystem',
    'scope',
    'parameters',
    'commandText',
    'reason',
    'planId',
    'planRevision',
    'planHash',
    'stepId',
    'executionId',
    'decision',
    'approvals',
    'dryRunRef',
    'outcome',
    'outputDigest',
    'outputRef',
    'evidenceRefs',
    'errorContext',
    'recoveryActions',
    'rollbackOf',
    'durationMs',
    'contextTags',
  ].map(
    field =>
      [
        field.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`),
        `/${field}`,
      ] as const,
  ),
];

const known = new Set(fieldColumns.map(([, pointer]) => pointer));

/** The first row of `entries.csv`. */
export const entryHeader: readonly string[] = [
  'index',
  ...fieldColumns.map(([name]) => name),
  'other fields',
  'redacted',
  'withheld',
  'supports',
  'leaf hash',
];

/** The cells of one entry, before they are made safe for spreadsheets. */
export function entryCells(row: EntryRow): string[] {
  return [
    String(row.index),
    ...fieldColumns.map(([, pointer]) => toText(at(row.entry, pointer))),
    toText(otherFields(row.entry)),
    row.redacted.join(' '),
    row.withheld.join(' '),
    row.support ?? '',
    row.leafHash,
  ];
}

function at(entry: Fields, pointer: string): unknown {
  return pointer
    .slice(1)
    .split('/')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Fields)[key]
          : undefined,
      entry,
    );
}

function toText(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : canonicalJson(value as JsonValue);
}

/** Nothing that is recorded is left out, also what this version has no name for. */
function otherFields(entry: Fields): Fields | undefined {
  const other: Array<[string, unknown]> = [];
  for (const [key, value] of Object.entries(entry)) {
    if (key === 'actor' && typeof value === 'object' && value !== null) {
      const rest = Object.entries(value).filter(
        ([name]) => !known.has(`/actor/${name}`),
      );
      if (rest.length > 0) {
        other.push([key, Object.fromEntries(rest)]);
      }
    } else if (key !== 'schemaVersion' && !known.has(`/${key}`)) {
      other.push([key, value]);
    }
  }
  return other.length > 0 ? Object.fromEntries(other) : undefined;
}
