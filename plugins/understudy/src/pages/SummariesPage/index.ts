export { SummariesPage } from './SummariesPage';
