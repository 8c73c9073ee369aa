export { BlastFacts } from './BlastFacts';
