export { PlanBanner } from './PlanBanner';
