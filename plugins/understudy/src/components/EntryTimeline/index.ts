export { EntryTimeline } from './EntryTimeline';
