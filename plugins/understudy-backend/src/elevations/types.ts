import type {
  Elevation,
  ElevationInput,
  ElevationRequest,
  ElevationRequests,
  EnvironmentName,
  TakeoverLevel,
} from '@understudy/plugin-understudy-common';
import type { CallerCredentials, UserCredentials } from '../access/types';

/** What was asked for; nothing of it changes any more. */
export interface AskedElevation {
  id: string;
  /** The elevation for which this asks for more time. */
  extends?: string;
  /** Who asked for that elevation. */
  firstRequestedBy?: string;
  /** The catalog entity, in lower case. */
  entityRef: string;
  environment: EnvironmentName;
  level: TakeoverLevel;
  minutes: number;
  reason: string;
  incident?: string;
  operations?: string[];
  requestedBy: string;
  requestedAt: number;
  /** Until when people can answer. */
  expiresAt: number;
}

/** An elevation as it is stored. A row is a claim; what holds is in the ledger. */
export interface StoredElevation extends AskedElevation {
  state: 'waiting' | 'granted' | 'denied' | 'withdrawn' | 'expired' | 'ended';
  from?: number;
  until?: number;
  endedAt?: number;
  /** Nobody, where it ended by itself. */
  endedBy?: string;
  endReason?: string;
  entryId: string;
  grantEntryId?: string;
}

/** Where in the ledger somebody said something about a request. */
export interface StoredElevationVote {
  id: string;
  elevationId: string;
  entryId: string;
}

/** Who an approval can come from: two ways, and in production both are needed. */
export type ElevationApprover = 'sre' | 'owner';

/** `understudy.elevation`, read. */
export interface ElevationConfig {
  /** The groups whose members approve. */
  approvers: readonly string[];
}

/** Puts an elevation that ended before somebody who looks at it afterwards. */
export interface ElevationReviews {
  raise(about: {
    elevation: StoredElevation;
    sentence: string;
    at: number;
  }): Promise<void>;
}

/** A higher level of software for a short time, for one entity and environment. */
export interface ElevationService {
  list(
    request: { entityRef: string },
    options: { credentials: CallerCredentials },
  ): Promise<ElevationRequests>;
  request(
    input: ElevationInput,
    options: { credentials: UserCredentials },
  ): Promise<ElevationRequest>;
  /** Asks for more time, once. */
  extend(
    request: { id: string; minutes?: number; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<ElevationRequest>;
  vote(
    request: {
      id: string;
      decision: 'approve' | 'deny' | 'withdraw';
      digest: string;
      comment?: string;
    },
    options: { credentials: UserCredentials },
  ): Promise<ElevationRequest>;
  revoke(
    request: { id: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<ElevationRequest>;
  /** What counts at a moment, by verified entries of the ledger alone. */
  inForce(request: {
    entityRef: string;
    environment: EnvironmentName;
    at: number;
  }): Promise<Elevation | undefined>;
  /** Records what has ended. It had no effect any more before that, too. */
  tidyUp(): Promise<void>;
}
