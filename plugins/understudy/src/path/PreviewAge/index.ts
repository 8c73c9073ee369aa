export { PreviewAge } from './PreviewAge';
