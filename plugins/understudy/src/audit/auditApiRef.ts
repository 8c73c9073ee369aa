import { createApiRef } from '@backstage/frontend-plugin-api';
import type { AuditApi } from './AuditApi';

/** Gives components the {@link AuditApi}. */
export const auditApiRef = createApiRef<AuditApi>().with({
  id: 'plugin.understudy.audit',
  pluginId: 'understudy',
});
