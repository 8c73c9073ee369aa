import type {
  EnvironmentName,
  LevelChange,
  Levels,
  TakeoverLevel,
} from '@understudy/plugin-understudy-common';
import type { CallerCredentials, UserCredentials } from '../access/types';

/** A level that somebody set. */
export interface HeldLevel {
  environment: EnvironmentName;
  level: TakeoverLevel;
  changedAt: number;
}

/** A change of a level as it is stored. */
export interface StoredLevelChange {
  id: string;
  entityRef: string;
  environment: EnvironmentName;
  from: TakeoverLevel;
  to: TakeoverLevel;
  reason: string;
  by: string;
  at: number;
  status: LevelChange['status'];
  decidedBy?: string;
  decidedAt?: number;
  expiresAt?: number;
  entryId: string;
}

/** Shows and changes how far software may act by itself. */
export interface LevelService {
  get(
    request: { entityRef: string },
    options: { credentials: CallerCredentials },
  ): Promise<Levels>;
  /** Down at once; up once another person has approved it. */
  set(
    request: {
      entityRef: string;
      environment: EnvironmentName;
      level: TakeoverLevel;
      reason: string;
    },
    options: { credentials: UserCredentials },
  ): Promise<Levels>;
  vote(
    request: {
      id: string;
      decision: 'approve' | 'deny' | 'withdraw';
      comment?: string;
    },
    options: { credentials: UserCredentials },
  ): Promise<Levels>;
  /** What an entity holds in an environment: what was set, or the default. */
  held(request: {
    entityRef: string;
    environment: EnvironmentName;
    systemType: 'developed' | 'existing';
    cap: TakeoverLevel;
  }): Promise<TakeoverLevel>;
}
