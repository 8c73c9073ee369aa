import type { UserCredentials } from '../../access/types';
import type { Alarm } from '../AlarmStore';
import type { Verification } from './VerificationStore';

/** What keepers of the record may do: look into alarms, verify all, redact. */
export interface CustodyService {
  alarms(options: { credentials: UserCredentials }): Promise<Alarm[]>;
  resolveAlarm(
    request: { id: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<Alarm[]>;
  verifications(options: {
    credentials: UserCredentials;
  }): Promise<Verification[]>;
  verify(options: { credentials: UserCredentials }): Promise<Verification[]>;
  redact(
    request: { id: string; pointers: string[]; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<{ redactionId: string }>;
}
