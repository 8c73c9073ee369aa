export { understudyTranslationRef } from './understudyTranslationRef';
export { useText } from './useText';
