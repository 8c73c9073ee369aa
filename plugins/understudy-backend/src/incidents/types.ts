import type {
  Incident,
  IncidentInput,
  IncidentPage,
} from '@understudy/plugin-understudy-common';
import type { CallerCredentials, UserCredentials } from '../access/types';

/** An incident as it is stored. */
export interface StoredIncident {
  id: string;
  entityRef: string;
  title: string;
  severity: Incident['severity'];
  openedBy: string;
  openedAt: number;
  /** Why this person could open it. */
  because: string;
  closedAt?: number;
  /** Nobody, where it closed by itself. */
  closedBy?: string;
  closeReason?: string;
  entryId: string;
}

/** Keeps what is wrong, as people said who are on call. */
export interface IncidentService {
  /** The incident, if it is open and about this entity. */
  findOpen(request: { incident: string; entityRef: string }): Promise<
    | {
        id: string;
        title: string;
        severity: string;
        openedAt: string;
        openedBy: string;
      }
    | undefined
  >;
  /**
   * When it ended; undefined while it is open. What the ledger does not know as
   * an incident of this entity has always been over.
   */
  endOf(request: {
    incident: string;
    entityRef: string;
  }): Promise<number | undefined>;
  list(
    query: {
      entityRef?: string;
      state?: Incident['state'];
      limit: number;
      cursor?: string;
    },
    options: { credentials: CallerCredentials },
  ): Promise<IncidentPage>;
  /** Opens one, or gives the one with this title that is open. */
  open(
    input: IncidentInput,
    options: { credentials: UserCredentials },
  ): Promise<Incident>;
  close(
    request: { id: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<Incident>;
  /** Closes what has been open for too long. */
  tidyUp(): Promise<void>;
}
