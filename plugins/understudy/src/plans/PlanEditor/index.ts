export type { EditedPlan, EditedStep } from './EditedPlan';
export { inputOf } from './inputOf';
export { isComplete } from './isComplete';
export { PlanEditor } from './PlanEditor';
