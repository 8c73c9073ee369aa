import { canonicalJson } from '@understudy/ledger';
import { createHash } from 'node:crypto';
import type { AskedElevation } from './types';

/** What people agree to: everything that was asked for, in one hash. */
export function elevationDigest(asked: AskedElevation): string {
  const bytes = canonicalJson({
    format: 'understudy-elevation/1',
    id: asked.id,
    entityRef: asked.entityRef,
    environment: asked.environment,
    level: asked.level,
    minutes: asked.minutes,
    reason: asked.reason,
    requestedBy: asked.requestedBy,
    requestedAt: asked.requestedAt,
    expiresAt: asked.expiresAt,
    incident: asked.incident ?? '',
    operations: asked.operations ?? [],
    extends: asked.extends ?? '',
    firstRequestedBy: asked.firstRequestedBy ?? '',
  });
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
