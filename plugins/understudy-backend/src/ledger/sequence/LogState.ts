import type { StoredCheckpoint } from '../checkpoint/CheckpointStore';
import type { Lease } from './LeaseStore';
import type { LogTip } from './LogTip';

/** What the holder of the lease knows of the log. */
export interface LogState {
  lease: Lease;
  tip: LogTip;
  /** The last checkpoint that was signed. */
  last: StoredCheckpoint | undefined;
  /** Whether somebody waits for a checkpoint. */
  anchorWanted: boolean;
}
