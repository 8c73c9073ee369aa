export { FactsPreview } from './FactsPreview';
