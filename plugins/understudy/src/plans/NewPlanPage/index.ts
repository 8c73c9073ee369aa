export { NewPlanPage } from './NewPlanPage';
