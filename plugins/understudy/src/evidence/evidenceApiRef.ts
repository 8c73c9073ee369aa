import { createApiRef } from '@backstage/frontend-plugin-api';
import type { EvidenceApi } from './EvidenceApi';

/** Gives components the {@link EvidenceApi}. */
export const evidenceApiRef = createApiRef<EvidenceApi>().with({
  id: 'plugin.understudy.evidence',
  pluginId: 'understudy',
});
