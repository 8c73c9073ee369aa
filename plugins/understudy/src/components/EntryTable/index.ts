export { EntryTable } from './EntryTable';
