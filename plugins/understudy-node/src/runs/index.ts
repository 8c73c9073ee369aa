export type { RunEngine, RunRequest, RunStanding } from './RunEngine';
export { understudyRunEngineExtensionPoint } from './understudyRunEngineExtensionPoint';
export type { UnderstudyRunEngineExtensionPoint } from './understudyRunEngineExtensionPoint';
