export { JobProgress } from './JobProgress';
