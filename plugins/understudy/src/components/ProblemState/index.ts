export { ProblemState } from './ProblemState';
