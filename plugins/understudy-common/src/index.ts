/**
 * The domain of Understudy: permissions, roles, environments, annotations and
 * the types of its API. Pure, and the same in the backend, the browser and the
 * command line.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './api';
export * from './approvals';
export * from './environments';
export * from './facts';
export * from './guardrails';
export * from './health';
export * from './ledger';
export * from './permissions';
export * from './plans';
export * from './roles';
export * from './takeover';
