import { parseEntityRef } from '@backstage/catalog-model';
import type { PlanDetail } from '@understudy/plugin-understudy-common';

/** The name of the service, where it has to be typed before an approval: high risk in production. */
export function nameToType(detail: PlanDetail): string | undefined {
  const { facts, content } = detail;
  return facts?.environment === 'production' && facts.tier === 'high'
    ? parseEntityRef(content.entityRef).name
    : undefined;
}
