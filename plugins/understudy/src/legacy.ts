/**
 * The screens of Understudy for the old frontend system, made of the same components.
 *
 * @packageDocumentation
 */

export { ApprovalsBadge } from './approvals/ApprovalsBadge';
export { isOperationsAvailable } from './legacy/isOperationsAvailable';
export {
  EntityApprovalsCard,
  EntityAuditTimelineCard,
  EntityTakeoverCard,
  EntityUnderstudyContent,
  UnderstudyPage,
  understudyPlugin,
} from './legacy/plugin';
export { understudyTranslationRef } from './translation';
