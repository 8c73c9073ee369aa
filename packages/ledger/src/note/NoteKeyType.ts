/**
 * What a key is for: `log` signs notes (Ed25519, type 0x01), `witness` cosigns
 * checkpoints with a time (type 0x04, C2SP tlog-cosignature).
 *
 * @public
 */
export type NoteKeyType = 'log' | 'witness';
