export { ApprovalsBadge } from './ApprovalsBadge';
