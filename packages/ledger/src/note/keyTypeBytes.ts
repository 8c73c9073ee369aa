import { NoteKeyType } from './NoteKeyType';

/** @internal */
export const keyTypeBytes: Record<NoteKeyType, number> = {
  log: 0x01,
  witness: 0x04,
};
