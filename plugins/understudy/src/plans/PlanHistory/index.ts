export { PlanHistory } from './PlanHistory';
