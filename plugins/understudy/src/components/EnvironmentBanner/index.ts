export { EnvironmentBanner } from './EnvironmentBanner';
