export { Difference } from './Difference';
