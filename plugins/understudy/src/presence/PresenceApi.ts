import type { Presence, PresenceChallenge } from './PresenceTypes';

/** Proves that a person is there now, for exactly one plan. */
export interface PresenceApi {
  get(planHash: string): Promise<Presence>;
  /** Says where to sign in again. */
  begin(planHash: string): Promise<PresenceChallenge>;
}
