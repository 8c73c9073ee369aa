import { createApiRef } from '@backstage/frontend-plugin-api';
import type { PlanApi } from './PlanApi';

/** Gives components the {@link PlanApi}. */
export const planApiRef = createApiRef<PlanApi>().with({
  id: 'plugin.understudy.plans',
  pluginId: 'understudy',
});
