export { PlanStateChip } from './PlanStateChip';
