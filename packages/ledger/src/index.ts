/**
 * A transparency log that an outsider can verify: Merkle tree, signed
 * checkpoints, tiles and proofs. No dependency; for Node and for browsers.
 *
 * @packageDocumentation
 */

export * from './bytes/decodeBase64';
export * from './bytes/decodeHex';
export * from './bytes/encodeBase64';
export * from './bytes/encodeHex';
export * from './canonical/canonicalJson';
export * from './canonical/JsonValue';
export * from './canonical/parseCanonicalJson';
export * from './checkpoint/Checkpoint';
export * from './checkpoint/CheckpointPolicy';
export * from './checkpoint/formatCheckpoint';
export * from './checkpoint/parseCheckpoint';
export * from './checkpoint/signCheckpoint';
export * from './checkpoint/VerifiedCheckpoint';
export * from './checkpoint/verifyCheckpoint';
export * from './errors/LedgerError';
export * from './fields/commitField';
export * from './fields/generateSalt';
export * from './fields/JsonObject';
export * from './fields/openFields';
export * from './fields/SealedField';
export * from './fields/sealFields';
export * from './note/addSignatures';
export * from './note/cosignatureTime';
export * from './note/formatNote';
export * from './note/generateSigningKey';
export * from './note/Note';
export * from './note/noteKeyId';
export * from './note/NoteKeyType';
export * from './note/NoteSignature';
export * from './note/NoteSigner';
export * from './note/NoteVerifier';
export * from './note/parseNote';
export * from './note/parseSigningKey';
export * from './note/parseVerifierKey';
export * from './note/signNote';
export * from './note/VerifiedNote';
export * from './note/VerifiedSignature';
export * from './note/verifyNote';
export * from './proof/formatLogProof';
export * from './proof/LogProof';
export * from './proof/parseLogProof';
export * from './proof/verifyLogProof';
export * from './sha256/sha256';
export * from './tiles/appendToTiles';
export * from './tiles/decodeEntryBundle';
export * from './tiles/encodeEntryBundle';
export * from './tiles/parseTilePath';
export * from './tiles/Tile';
export * from './tiles/TileAddress';
export * from './tiles/TileHashReader';
export * from './tiles/tilePath';
export * from './tiles/TileSource';
export * from './tree/CompactRange';
export * from './tree/emptyRoot';
export * from './tree/HashReader';
export * from './tree/hashLeaf';
export * from './tree/hashNode';
export * from './tree/LogNumber';
export * from './tree/LogReplay';
export * from './tree/NodeAddress';
export * from './tree/proveConsistency';
export * from './tree/proveInclusion';
export * from './tree/rangeNodes';
export * from './tree/readRoot';
export * from './tree/verifyConsistencyProof';
export * from './tree/verifyInclusionProof';
