import type { NewLedgerEntry } from '@understudy/plugin-understudy-common';
import { elevationDigest } from './elevationDigest';
import type { StoredElevation } from './types';

/** What Understudy does by itself is recorded under this name. */
export const elevationActor = {
  type: 'service',
  id: 'plugin:understudy',
} as const;

/** What every entry about an elevation says. */
export function elevationEntry(
  elevation: StoredElevation,
  about: Pick<NewLedgerEntry, 'actor' | 'reason'> & {
    action:
      | 'requested'
      | 'approved'
      | 'denied'
      | 'withdrawn'
      | 'granted'
      | 'expired'
      | 'reverted';
    at: number;
    tags?: Record<string, string>;
    permissionLevel?: string;
  },
): NewLedgerEntry {
  const { incident } = elevation;
  return {
    actor: about.actor,
    source: about.actor.type === 'user' ? 'api' : 'scheduler',
    operationType: 'elevation',
    action: `elevation:${about.action}`,
    occurredAt: new Date(about.at).toISOString(),
    entityRef: elevation.entityRef,
    environment: elevation.environment,
    takeoverLevel: elevation.level,
    reason: about.reason,
    outcome: 'success',
    ...(about.permissionLevel && {
      permissionLevel: about.permissionLevel.slice(0, 512),
    }),
    correlationId: `elevation:${elevation.extends ?? elevation.id}`,
    contextTags: {
      elevation: elevation.id,
      digest: elevationDigest(elevation),
      ...(incident !== undefined && { incident }),
      ...about.tags,
    },
  };
}
