import type { UnderstudyApiPaths as Paths } from '@understudy/plugin-understudy-common';

type Answer<
  T extends { responses: object },
  Code extends keyof T['responses'],
> = T['responses'][Code] extends { content: { 'application/json': infer Body } }
  ? Body
  : never;

/** One page of entries, as the API gives it. */
export type AuditPage = Answer<Paths['/audit/entries']['get'], 200>;

/** One entry, as the API gives it. */
export type ServedAuditEntry = AuditPage['items'][number];

/** How an intent ended, as the API gives it. */
export type AuditOutcome = NonNullable<ServedAuditEntry['outcome']>;

/** An entry with its intent and its notes. */
export type AuditEntryDetail = Answer<Paths['/audit/entries/{id}']['get'], 200>;

/** What to look for. */
export type AuditView = Answer<
  Paths['/audit/views']['get'],
  200
>['items'][number];

/** The filters of a view; `last` counts back from now. */
export type AuditQuery = AuditView['query'];

/** The filters as the routes take them. */
export type AuditParameters = NonNullable<
  Paths['/audit/entries']['get']['parameters']['query']
>;

/** What a filter can be narrowed to. */
export type AuditFacets = Answer<Paths['/audit/facets']['get'], 200>;

/** The name of a filter whose values the server knows. */
export type AuditFacetField = AuditFacets['facets'][number]['field'];

/** What was found wrong with the ledger and is not resolved. */
export type LedgerAlarm = Answer<
  Paths['/ledger/alarms']['get'],
  200
>['items'][number];

/** One full verification of the ledger, running or ended. */
export type LedgerVerification = Answer<
  Paths['/ledger/verifications']['get'],
  200
>['items'][number];
