export { CopyBlock } from './CopyBlock';
