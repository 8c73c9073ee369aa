import type { EnvironmentName } from '../environments';
import type { OperationVerb } from '../plans';
import type { ApprovalLaneId } from './approvalLaneIds';

/**
 * A way to an authorisation, so that nobody has to go around.
 *
 * @public
 */
export interface ApprovalLane {
  /** Which one. */
  id: ApprovalLaneId;
  /** Whether it is open. */
  enabled: boolean;
  /** Where. */
  environments: EnvironmentName[];
  /** Within how many hours a person reviews what went this way. */
  reviewHours?: number;
  /** After how many minutes without an answer breaking the glass is offered. */
  breakGlassAfterMinutes?: number;
  /** What never goes this way. */
  excludedVerbs?: OperationVerb[];
}
