import type { UnderstudyApiPaths as Paths } from '@understudy/plugin-understudy-common';

type Json<T> = T extends { content: { 'application/json': infer Body } }
  ? Body
  : never;

/** What is frozen, and whether one may change that. */
export type Freezes = Json<Paths['/freezes']['get']['responses'][200]>;

/** A change of a takeover level. */
export type LevelInput = Json<Paths['/levels']['put']['requestBody']>;

/** What somebody says about a change of level. */
export type LevelVote = Json<
  Paths['/levels/changes/{changeId}/votes']['post']['requestBody']
>;
