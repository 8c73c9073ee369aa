export { PresenceWait } from './PresenceWait';
