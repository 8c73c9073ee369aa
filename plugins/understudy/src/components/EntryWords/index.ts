export { ActorName } from './ActorName';
export { EntryHow } from './EntryHow';
export { EntryWhat } from './EntryWhat';
export { EntryWhere } from './EntryWhere';
export { EntryWho } from './EntryWho';
