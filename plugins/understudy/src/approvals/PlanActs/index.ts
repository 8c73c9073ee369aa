export { PlanActs } from './PlanActs';
