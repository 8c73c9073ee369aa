import type { BackstagePrincipalTypes } from '@backstage/backend-plugin-api';

/** Learns what happens at the API. It must neither throw nor hold anything up. */
export interface ApiObserver {
  /** A person has called with a token that was accepted. */
  seen(person: { userEntityRef: string; token?: string }): void;
  /** Somebody who is known was refused something. */
  denied(denial: {
    caller: BackstagePrincipalTypes['user' | 'service'];
    /** The operation of the document. */
    operation: string;
    path: Record<string, string>;
    /** What the caller was told. */
    reason: string;
  }): void;
}
