/**
 * The core of Understudy.
 *
 * @packageDocumentation
 */

export { understudyPlugin as default } from './plugin';
