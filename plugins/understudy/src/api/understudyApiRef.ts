import { createApiRef } from '@backstage/frontend-plugin-api';
import type { UnderstudyApi } from './UnderstudyApi';

/**
 * Gives components the {@link UnderstudyApi}.
 *
 * @public
 */
export const understudyApiRef = createApiRef<UnderstudyApi>().with({
  id: 'plugin.understudy.api',
  pluginId: 'understudy',
});
