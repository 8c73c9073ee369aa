export { assertCheckpointExtends } from './assertCheckpointExtends';
export type { CheckpointOffer, CheckpointSink } from './CheckpointSink';
export { understudyLedgerExtensionPoint } from './understudyLedgerExtensionPoint';
export type { UnderstudyLedgerExtensionPoint } from './understudyLedgerExtensionPoint';
