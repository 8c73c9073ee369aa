export { StepLink } from './StepLink';
