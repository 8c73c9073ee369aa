import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { understudyTranslationRef } from './understudyTranslationRef';

/** The translated texts of Understudy. */
export function useText() {
  return useTranslationRef(understudyTranslationRef).t;
}
