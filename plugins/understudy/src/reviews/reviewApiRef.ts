import { createApiRef } from '@backstage/frontend-plugin-api';
import type { ReviewApi } from './ReviewApi';

/** Gives components the {@link ReviewApi}. */
export const reviewApiRef = createApiRef<ReviewApi>().with({
  id: 'plugin.understudy.reviews',
  pluginId: 'understudy',
});
