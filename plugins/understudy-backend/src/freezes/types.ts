import type {
  EnvironmentName,
  Freeze,
  FreezeInput,
} from '@understudy/plugin-understudy-common';
import type { CallerCredentials, UserCredentials } from '../access/types';

/** A freeze as it is stored. */
export interface StoredFreeze {
  id: string;
  kind: 'ai-writes' | 'everything';
  environment?: EnvironmentName;
  entityRef?: string;
  reason: string;
  by: string;
  at: number;
  until?: number;
  endedAt?: number;
  endedBy?: string;
  entryId: string;
}

/** What stops a write now. */
export interface FreezeInForce {
  id: string;
  reason: string;
  until?: string;
}

/** Stops writes, and says what is stopped. */
export interface FreezeService {
  list(options: { credentials: CallerCredentials }): Promise<{
    items: Freeze[];
    may: { allowed: boolean; sentence: string };
  }>;
  freeze(
    input: FreezeInput,
    options: { credentials: UserCredentials },
  ): Promise<Freeze>;
  unfreeze(
    request: { id: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<void>;
  /** The switch that stops this now, read from the database each time. */
  inForce(about: {
    environment: EnvironmentName;
    entityRef: string;
    /** Whether software wants to act, and no person. */
    bySoftware: boolean;
    at: number;
  }): Promise<FreezeInForce | undefined>;
}
