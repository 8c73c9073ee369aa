export { environmentNames } from './EnvironmentName';
export type { EnvironmentName } from './EnvironmentName';
export type { Environment } from './Environment';
export { defaultEnvironments } from './defaultEnvironments';
export { parseEnvironments } from './parseEnvironments';
export {
  resolveClusterEnvironment,
  resolveEnvironment,
} from './resolveEnvironment';
export type { ResolvedEnvironment } from './resolveEnvironment';
