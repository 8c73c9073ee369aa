/** `understudy.policy`, read. */
export type PolicyConfig =
  | { mode: 'wasm' }
  | { mode: 'server'; server: { url: string; token?: string } }
  | { mode: 'bundle'; bundle: BundleConfig };

/** Where a bundle is, and by what it is believed. */
export interface BundleConfig {
  directory: string;
  /** In PEM. */
  publicKey: string;
  algorithm: BundleAlgorithm;
}

/** With a public key only: what verifies must not be able to sign. */
export const bundleAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
] as const;

/** One of the {@link bundleAlgorithms}. */
export type BundleAlgorithm = (typeof bundleAlgorithms)[number];
