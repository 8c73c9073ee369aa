import type { ReviewFlag } from './types';

/** What the ticketing system gets, as JSON. */
export function toFollowUpBody(options: {
  id: string;
  flag: ReviewFlag;
  by: string;
  at: number;
  text: string | undefined;
  link: string;
}): string {
  const { id, flag, by, at, text, link } = options;
  return JSON.stringify({
    version: 1,
    kind: 'understudy.review.follow-up',
    id,
    requestedAt: new Date(at).toISOString(),
    requestedBy: by,
    text,
    link,
    flag: {
      id: flag.id,
      detector: flag.detector,
      sentence: flag.sentence,
      about: flag.actor,
      operationType: flag.operationType,
      entityRefs: flag.entityRefs,
      numbers: flag.numbers,
      ledgerEntries: flag.entryIds,
      raisedAt: flag.raisedAt.toISOString(),
      lastSeenAt: flag.lastSeenAt.toISOString(),
      times: flag.times,
      assignee: flag.assignee,
    },
  });
}
