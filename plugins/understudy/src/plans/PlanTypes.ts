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

/** Which incidents to list. */
export type IncidentParameters = NonNullable<
  Paths['/incidents']['get']['parameters']['query']
>;

/** Incidents, and whether one may open another. */
export type IncidentList = Json<Paths['/incidents']['get']['responses'][200]>;

/** What it takes to open an incident. */
export type IncidentInput = Json<Paths['/incidents']['post']['requestBody']>;

/** An incident. */
export type Incident = Json<Paths['/incidents']['post']['responses'][201]>;
