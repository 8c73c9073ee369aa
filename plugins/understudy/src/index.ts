/**
 * The screens of Understudy for the new frontend system.
 *
 * @packageDocumentation
 */

export { understudyApiRef, type UnderstudyApi } from './api';
export { ApprovalsBadge } from './approvals/ApprovalsBadge';
export { understudyPlugin as default } from './plugin';
export { understudyTranslationRef } from './translation';
