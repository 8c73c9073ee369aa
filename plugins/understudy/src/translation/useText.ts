import {
  type TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { understudyTranslationRef } from './understudyTranslationRef';

/** The translated texts of Understudy. */
export function useText(): TranslationFunction<
  typeof understudyTranslationRef.T
> {
  return useTranslationRef(understudyTranslationRef).t;
}
