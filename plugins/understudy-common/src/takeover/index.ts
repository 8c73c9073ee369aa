export { takeoverLevels } from './TakeoverLevel';
export type { TakeoverLevel } from './TakeoverLevel';
export { takeoverLevelLabel } from './takeoverLevelLabel';
