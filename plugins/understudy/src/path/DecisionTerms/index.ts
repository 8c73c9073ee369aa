export { DecisionTerms } from './DecisionTerms';
