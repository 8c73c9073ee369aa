import { nodeCrypto } from '#platform';
import { Ed25519 } from './Ed25519';
import { nodeEd25519 } from './nodeEd25519';
import { webEd25519 } from './webEd25519';

/** @internal */
export const platformEd25519: Ed25519 = nodeCrypto
  ? nodeEd25519(nodeCrypto)
  : webEd25519(globalThis.crypto?.subtle);
