/**
 * What a checkpoint must satisfy besides a signature of the log.
 *
 * @public
 */
export interface CheckpointPolicy {
  /**
   * The log that is meant. Give it whenever it is known: a key may sign
   * several logs, and a checkpoint of another one is none of this one.
   */
  origin?: string;
  /** How many of the pinned witnesses must have cosigned; none by default. */
  witnesses?: number;
}
