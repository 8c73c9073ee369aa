// @ts-check
/**
 * A cluster that the suite runs on.
 *
 * @typedef {object} Ground
 * @property {string} name `practice`, the version of a real one, or `foreign`
 * @property {'practice' | 'real' | 'foreign'} kind
 * @property {string} version as the server says it
 * @property {string} server
 * @property {string} ca
 * @property {Record<'admin' | 'alice' | 'bob', string>} tokens alice and bob are nobody until a case binds them; where their token is empty, they are impersonated
 * @property {string} [kubectl] a kubectl of the same build
 * @property {string} [compactUrl] forgets the history of changes when posted to
 * @property {string} [etcd] the address of its store
 */

/**
 * A ground that runs, and how to end it.
 *
 * @typedef {Ground & { stop(): Promise<void> }} RunningGround
 */

export {};
