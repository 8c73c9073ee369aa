export { PlanRow } from './PlanRow';
