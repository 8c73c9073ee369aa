export { EntryDetail } from './EntryDetail';
