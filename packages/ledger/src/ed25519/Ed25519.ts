/**
 * Ed25519 as one platform offers it. A seed is the private key of RFC 8032.
 *
 * @internal
 */
export interface Ed25519 {
  publicKeyOf(seed: Uint8Array): Promise<Uint8Array>;
  sign(seed: Uint8Array, message: Uint8Array): Promise<Uint8Array>;
  verify(
    publicKey: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ): Promise<boolean>;
}
