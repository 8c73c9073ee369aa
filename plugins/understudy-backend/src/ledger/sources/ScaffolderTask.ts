import type { ScaffolderTask as ListedTask } from '@backstage/plugin-scaffolder-common';

/** A task as the scaffolder gives it; its types leave out who created it. */
export type ScaffolderTask = ListedTask & { createdBy?: string };

/** The states in which a task does no more by itself. */
export const finishedTaskStates: readonly string[] = [
  'completed',
  'failed',
  'cancelled',
  'skipped',
];
