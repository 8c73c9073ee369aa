export { EnvironmentChip } from './EnvironmentChip';
