/**
 * A moment in the life of an effect, for people who watch.
 *
 * @public
 */
export interface OperationProgress {
  /** What happens, in one sentence. */
  sentence: string;
  /** How much is done, between 0 and 1, where that is known. */
  share?: number;
}

/**
 * What must still be so when an effect reaches its target; where it is not, the
 * connector throws a conflict and nothing happened.
 *
 * @public
 */
export interface TargetPrecondition {
  /** The object itself, and not another one of the same name. */
  uid: string;
  /** The version that was read just before. */
  resourceVersion?: string;
}

/**
 * Options for an effect.
 *
 * @public
 */
export interface ApplyOptions {
  /** Called as often as there is something to tell. */
  onProgress?(progress: OperationProgress): void;
  /** One for each target, in the same order. Reads have none. */
  preconditions?: readonly TargetPrecondition[];
}
