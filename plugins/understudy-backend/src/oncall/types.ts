import type {
  EnvironmentName,
  OnCall,
  Weekday,
} from '@understudy/plugin-understudy-common';
import type { CallerCredentials } from '../access/types';

/** When a rule of `understudy.onCall` holds, on the clock on a wall. */
export interface DutyHours {
  /** On which days it begins. */
  days: readonly Weekday[];
  /** From which minute of the day on. */
  from: number;
  /** Until which minute; not later than `from` means on the next day. */
  to: number;
  timeZone: string;
}

/** One entry of `understudy.onCall`; what is left out means everything. */
export interface OnCallRule {
  entities?: ReadonlySet<string>;
  systems?: ReadonlySet<string>;
  environments?: ReadonlySet<EnvironmentName>;
  /** In the order in which they are called. */
  people: readonly string[];
  /** Always, if not given. */
  hours?: DutyHours;
}

/** Who is on call, as somebody said who knows. */
export interface WhoIsOnCall {
  /** In the order in which they are called; empty where nobody is known. */
  people: { userEntityRef: string; order: number }[];
  /** Who says so, for people. */
  source: string;
  until?: Date;
}

/** Says who is on call. */
export interface OnCallService {
  /** Never throws; in the order in which they are called, empty where nobody is. */
  whoIs(request: {
    entityRef: string;
    environment: EnvironmentName;
    at: Date;
  }): Promise<WhoIsOnCall>;
  get(
    request: { entityRef: string; environment: EnvironmentName },
    options: { credentials: CallerCredentials },
  ): Promise<OnCall>;
}
