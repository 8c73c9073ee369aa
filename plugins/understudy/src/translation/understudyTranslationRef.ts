import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/**
 * The texts of the Understudy screens, to be translated by an app.
 *
 * @public
 */
export const understudyTranslationRef = createTranslationRef({
  id: 'plugin.understudy',
  messages,
});
