/**
 * A practice identity provider for development: people to sign in as with one click, on this machine only.
 *
 * @packageDocumentation
 */

export { HostHeaderGuard } from './http/HostHeaderGuard';
export { authModulePracticeIdentity as default } from './authModulePracticeIdentity';
