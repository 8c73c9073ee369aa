export { EntityApprovalsCard } from './EntityApprovalsCard';
