/** `understudy.policy`, read. */
export type PolicyConfig =
  | { mode: 'wasm' }
  | { mode: 'server'; server: { url: string; token?: string } };
