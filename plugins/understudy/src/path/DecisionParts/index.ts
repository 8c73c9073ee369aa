export { DecisionParts } from './DecisionParts';
