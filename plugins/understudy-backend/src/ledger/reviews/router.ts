import type {
  ReviewFlag as ApiFlag,
  ReviewFlagDetail as ApiFlagDetail,
} from '@understudy/plugin-understudy-common';
import type { ApiRouter } from '../../http/ApiRouter';
import type { ReviewFlag, ReviewFlagDetail, ReviewService } from './types';

/** The routes about what is to be reviewed. */
export function addReviewRoutes(options: {
  api: ApiRouter;
  reviews: ReviewService;
}): void {
  const { api, reviews } = options;
  api.handle(
    'listReviewFlags',
    { allow: ['user'], eventId: 'review-flags-fetch' },
    async ({ query, credentials }) => {
      const { flags, nextCursor } = await reviews.list(
        { ...query, limit: query.limit ?? 50 },
        { credentials },
      );
      return {
        items: flags.map(toApi),
        ...(nextCursor !== undefined && { nextCursor }),
      };
    },
  );
  api.handle(
    'getReviewFlag',
    { allow: ['user'], eventId: 'review-flag-fetch' },
    async ({ path, credentials }) =>
      toApiDetail(await reviews.get({ id: path.flagId }, { credentials })),
  );
  api.handle(
    'actOnReviewFlag',
    { allow: ['user'], eventId: 'review-act', severityLevel: 'medium' },
    async ({ path, body, credentials }) =>
      toApiDetail(
        await reviews.act({ id: path.flagId, act: body }, { credentials }),
      ),
  );
}

function toApi(flag: ReviewFlag): ApiFlag {
  const { subject: _, ...rest } = flag;
  return withoutUndefined({
    ...rest,
    raisedAt: flag.raisedAt.toISOString(),
    lastSeenAt: flag.lastSeenAt.toISOString(),
    changedAt: flag.changedAt.toISOString(),
  });
}

function toApiDetail(detail: ReviewFlagDetail): ApiFlagDetail {
  const { acts, followUps, ...flag } = detail;
  return {
    flag: toApi(flag),
    acts: acts.map(act =>
      withoutUndefined({ ...act, at: act.at.toISOString() }),
    ),
    followUps: followUps.map(followUp =>
      withoutUndefined({
        ...followUp,
        createdAt: followUp.createdAt.toISOString(),
      }),
    ),
  };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as T;
}
