export { EntryProof } from './EntryProof';
