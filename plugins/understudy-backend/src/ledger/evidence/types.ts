import type {
  EvidenceExport,
  EvidenceRequest,
} from '@understudy/plugin-understudy-common';
import type { UserCredentials } from '../../access/types';

/** Makes evidence packages, and hands them out. */
export interface EvidenceService {
  /** Asks for a package. */
  create(
    request: EvidenceRequest,
    options: { credentials: UserCredentials },
  ): Promise<EvidenceExport>;
  /** The newest packages, whoever asked for them. */
  list(options: { credentials: UserCredentials }): Promise<EvidenceExport[]>;
  get(
    id: string,
    options: { credentials: UserCredentials },
  ): Promise<EvidenceExport>;
  /** Stops one that waits or is being made. */
  cancel(
    id: string,
    options: { credentials: UserCredentials },
  ): Promise<EvidenceExport>;
  /** The zip; that it was taken out is recorded first. */
  download(
    id: string,
    options: { credentials: UserCredentials },
  ): Promise<{
    name: string;
    bytes: number;
    content: AsyncIterable<Uint8Array>;
  }>;
}
