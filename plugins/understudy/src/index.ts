/**
 * The screens of Understudy for the new frontend system.
 *
 * @packageDocumentation
 */

export { understudyPlugin as default } from './plugin';
export { understudyTranslationRef } from './translation';
