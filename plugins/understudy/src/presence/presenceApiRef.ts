import { createApiRef } from '@backstage/frontend-plugin-api';
import type { PresenceApi } from './PresenceApi';

/** Gives components the {@link PresenceApi}. */
export const presenceApiRef = createApiRef<PresenceApi>().with({
  id: 'plugin.understudy.presence',
  pluginId: 'understudy',
});
