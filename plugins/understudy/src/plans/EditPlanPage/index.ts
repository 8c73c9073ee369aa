export { EditPlanPage } from './EditPlanPage';
