import type { PreviewChange } from './PreviewChange';

/**
 * What a step would do, tried on the live system.
 *
 * @public
 */
export interface StepPreview {
  /** When, in ISO 8601 and UTC. */
  at: string;
  /** True where the system has no dry run and the change was only computed. */
  simulated: boolean;
  /** In a few words, such as `replicas 3 → 5`. */
  summary: string;
  /** Each value that changes, without what the system itself keeps. */
  changes: PreviewChange[];
  /** The equivalent command, safe to copy. */
  command: string;
  /** The command that undoes it. */
  undoCommand?: string;
  /** What is expected to happen, in a sentence. */
  outcome: string;
  /** What a person should know before, such as an autoscaler that interferes. */
  warnings: string[];
  /** See {@link previewDigest}. */
  digest: string;
}
