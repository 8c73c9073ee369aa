import { createApiRef } from '@backstage/frontend-plugin-api';
import type { PolicyApi } from './PolicyApi';

/** Gives components the {@link PolicyApi}. */
export const policyApiRef = createApiRef<PolicyApi>().with({
  id: 'plugin.understudy.policies',
  pluginId: 'understudy',
});
