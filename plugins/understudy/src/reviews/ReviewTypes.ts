import type { UnderstudyApiPaths as Paths } from '@understudy/plugin-understudy-common';

type Json<T> = T extends { content: { 'application/json': infer Body } }
  ? Body
  : never;

/** What was flagged, a page of it. */
export type ReviewFlags = Json<Paths['/reviews']['get']['responses'][200]>;

/** One thing that was flagged for somebody to look at. */
export type ReviewFlag = ReviewFlags['items'][number];

/** A flag with all that was done about it. */
export type ReviewFlagDetail = Json<
  Paths['/reviews/{flagId}']['get']['responses'][200]
>;

/** One thing that somebody did about a flag. */
export type ReviewAct = ReviewFlagDetail['acts'][number];

/** What somebody wants to do about a flag. */
export type ReviewActInput = Json<
  Paths['/reviews/{flagId}/acts']['post']['requestBody']
>;

/** Which flags to list. */
export type ReviewParameters = NonNullable<
  Paths['/reviews']['get']['parameters']['query']
>;

/** The summary of one day. */
export type AuditSummary = Json<
  Paths['/audit/summaries']['get']['responses'][200]
>['items'][number];

/** What was intended and has no outcome yet. */
export type OpenIntent = Json<
  Paths['/audit/open-intents']['get']['responses'][200]
>['items'][number];
