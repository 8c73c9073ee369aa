/**
 * The domain of Understudy: permissions, roles, environments, annotations and
 * the types of its API. Pure, and the same in the backend, the browser and the
 * command line.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './api';
export * from './environments';
export * from './health';
export * from './ledger';
export * from './permissions';
export * from './roles';
export * from './takeover';
