import type { AuditQuery } from '@understudy/plugin-understudy-common';

/** What a search looks for; every filter that is given has to fit. */
export type AuditFilters = Omit<AuditQuery, 'last' | 'order'>;
