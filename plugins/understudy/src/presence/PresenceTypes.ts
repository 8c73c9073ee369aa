import type { UnderstudyApiPaths as Paths } from '@understudy/plugin-understudy-common';

type Json<T> = T extends { content: { 'application/json': infer Body } }
  ? Body
  : never;

/** Whether somebody has proven to be there, for exactly one hash. */
export type Presence = Json<Paths['/presence']['get']['responses'][200]>;

/** Where somebody signs in again to prove it. */
export type PresenceChallenge = Json<
  Paths['/presence']['post']['responses'][201]
>;
