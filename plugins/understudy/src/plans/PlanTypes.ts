import type { UnderstudyApiPaths as Paths } from '@understudy/plugin-understudy-common';

type Json<T> = T extends { content: { 'application/json': infer Body } }
  ? Body
  : never;

/** Which plans to list. */
export type PlanParameters = NonNullable<
  Paths['/plans']['get']['parameters']['query']
>;

/** Which requests for approval to list. */
export type ApprovalParameters = NonNullable<
  Paths['/approvals']['get']['parameters']['query']
>;

/** A plan as it was. */
export type PlanRevision = Json<
  Paths['/plans/{planId}/revisions/{revision}']['get']['responses'][200]
>;

/** What somebody says about a plan. */
export type Vote = Json<
  Paths['/plans/{planId}/approvals']['post']['requestBody']
>;

/** What it takes to go ahead without the others. */
export type BreakGlass = Json<
  Paths['/plans/{planId}/break-glass']['post']['requestBody']
>;
