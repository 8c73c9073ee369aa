/**
 * What the platform brings: Node has its own cryptography, a browser has none
 * that answers synchronously.
 */
export const nodeCrypto: typeof import('node:crypto') | undefined;
