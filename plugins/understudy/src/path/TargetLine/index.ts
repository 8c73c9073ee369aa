export { TargetLine } from './TargetLine';
