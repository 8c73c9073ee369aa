export { PlanQuestions } from './PlanQuestions';
