export { PartialState } from './PartialState';
