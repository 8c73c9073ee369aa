import type { OpenIntent as ApiOpenIntent } from '@understudy/plugin-understudy-common';
import type { ApiRouter } from '../../http/ApiRouter';
import type { ReviewAccess } from '../reviews/ReviewAccess';
import type { OpenIntent, OpenIntentService } from './types';

/** The route of what was begun and whose end nobody knows. */
export function addOpenIntentRoutes(options: {
  api: ApiRouter;
  access: ReviewAccess;
  openIntents: OpenIntentService;
}): void {
  const { api, access, openIntents } = options;
  api.handle(
    'listOpenIntents',
    { allow: ['user'], eventId: 'open-intents-fetch' },
    async ({ query, credentials }) => {
      await access.assertMayReadAll(credentials);
      const items = await openIntents.list({ limit: query.limit ?? 50 });
      return { items: items.map(toApi) };
    },
  );
}

function toApi(open: OpenIntent): ApiOpenIntent {
  const { entry, index } = open;
  const known = {
    index,
    entityRef: entry.entityRef,
    environment: entry.environment,
    targetSystem: entry.targetSystem,
    planId: entry.planId,
    executionId: entry.executionId,
  };
  return {
    id: open.id,
    occurredAt: entry.occurredAt,
    ageSeconds: Math.floor(open.ageMs / 1_000),
    actor: entry.actor.id,
    operationType: entry.operationType,
    action: entry.action,
    standing: open.standing,
    sentence: open.sentence,
    ...(Object.fromEntries(
      Object.entries(known).filter(([, value]) => value !== undefined),
    ) as typeof known),
  };
}
