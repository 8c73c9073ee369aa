/**
 * The screens of Understudy for the old frontend system, made of the same components.
 *
 * @packageDocumentation
 */

export { isOperationsAvailable } from './legacy/isOperationsAvailable';
export {
  EntityAuditTimelineCard,
  EntityUnderstudyContent,
  UnderstudyPage,
  understudyPlugin,
} from './legacy/plugin';
export { understudyTranslationRef } from './translation';
