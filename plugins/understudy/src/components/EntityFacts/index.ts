export { EntityFacts } from './EntityFacts';
