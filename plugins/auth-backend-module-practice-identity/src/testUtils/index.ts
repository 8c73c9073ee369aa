/**
 * What it takes to sign in by way of the practice identity provider in a test.
 *
 * @packageDocumentation
 */

export { TestBrowser } from './TestBrowser';
export { openChooser, refreshSession, signInAs } from './signInAs';
export type { SignedIn } from './signInAs';
