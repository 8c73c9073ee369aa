export { WordsDialog } from './WordsDialog';
