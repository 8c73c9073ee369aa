export { EntityPlans } from './EntityPlans';
