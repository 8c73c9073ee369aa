type Fields = Record<string, unknown>;

/** The first row of `approvals.csv`. */
export const approvalHeader: readonly string[] = [
  'index',
  'entry id',
  'recorded as',
  'by',
  'decision',
  'at',
  'approval entry id',
  'action',
  'entity ref',
  'environment',
  'plan id',
  'plan revision',
  'plan hash',
];

/**
 * The approvals that an entry shows: those that it names as what it rests on,
 * and itself if it is one.
 */
export function approvalCells(index: number, entry: Fields): string[][] {
  const text = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  const row = (as: string, approval: Fields) => [
    String(index),
    text(entry.id),
    as,
    text(approval.by),
    text(approval.decision),
    text(approval.at),
    text(approval.entryId),
    text(entry.action),
    text(entry.entityRef),
    text(entry.environment),
    text(entry.planId),
    text(entry.planRevision),
    text(entry.planHash),
  ];
  const listed = Array.isArray(entry.approvals)
    ? (entry.approvals as Fields[]).map(approval =>
        row('named in the entry', approval ?? {}),
      )
    : [];
  if (entry.operationType !== 'approval') {
    return listed;
  }
  const actor = (entry.actor ?? {}) as Fields;
  const own = {
    by: actor.id,
    decision: entry.outcome,
    at: entry.occurredAt,
    entryId: entry.id,
  };
  return [...listed, row('entry of its own', own)];
}
