/** Which entries somebody may see. */
export type AuditScope =
  | { kind: 'all' }
  /** Those about these entities, and no others. */
  | { kind: 'owned'; entityRefs: readonly string[] };
