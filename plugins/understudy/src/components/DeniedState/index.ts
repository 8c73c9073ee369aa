export { DeniedState } from './DeniedState';
