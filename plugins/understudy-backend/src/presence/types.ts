import type {
  Presence,
  PresenceChallenge,
} from '@understudy/plugin-understudy-common';
import type { UserCredentials } from '../access/types';

/** A sign-in that was begun, as it is stored. */
export interface StoredChallenge {
  /** SHA-256 of the state, so that the database alone does not give it away. */
  stateHash: string;
  userEntityRef: string;
  planHash: string;
  nonce: string;
  codeVerifier: string;
  /** SHA-256 of the cookie of the browser that began it, where there is one. */
  browserHash?: string;
  createdAt: number;
  expiresAt: number;
}

/** A proof as it is stored. It counts only together with its entry in the ledger. */
export interface StoredProof {
  id: string;
  userEntityRef: string;
  planHash: string;
  method: 'sign-in';
  /** When the person signed in. */
  at: number;
  entryId: string;
}

/** What a finished sign-in has proven. */
export interface ProvenPresence {
  userEntityRef: string;
  planHash: string;
  at: number;
  until: number;
}

/** Knows who has proven to be there, for which plan. */
export interface PresenceService {
  /** The newest proof that this person was there in the last five minutes, for exactly this hash. */
  find(request: {
    userEntityRef: string;
    planHash: string;
    at: number;
  }): Promise<{ method: 'sign-in'; at: number } | undefined>;
  /** Whether this installation can prove presence at all, and the sentence why not. */
  status(): { possible: boolean; sentence: string };
  /** Begins a sign-in. */
  begin(
    request: {
      planHash: string;
      /** What only this browser knows, where it can be recognised. */
      browser?: string;
    },
    options: { credentials: UserCredentials },
  ): Promise<PresenceChallenge>;
  /** What the caller has proven. */
  get(
    request: { planHash: string },
    options: { credentials: UserCredentials },
  ): Promise<Presence>;
  /** Takes what the identity provider sent; throws a sentence for the person where it proves nothing. */
  finish(request: {
    /** As the provider sent it, without anything else. */
    query: URLSearchParams;
    browser?: string;
  }): Promise<ProvenPresence>;
  /** Forgets what can matter no more. */
  tidyUp(): Promise<void>;
}

/** What a person proved at the provider, verified. */
export interface VerifiedSignIn {
  issuer: string;
  subject: string;
  /** When the person signed in, in milliseconds. */
  authenticatedAt: number;
  /** The claim that names the catalog user. */
  claim: string;
}

/** An OpenID Connect provider, as far as proving presence needs one. */
export interface SignInProvider {
  /** Where to send the person. */
  authorizationUrl(challenge: {
    state: string;
    nonce: string;
    codeVerifier: string;
  }): Promise<URL>;
  /** Exchanges the code and verifies everything about the ID token. */
  verify(request: {
    query: URLSearchParams;
    state: string;
    nonce: string;
    codeVerifier: string;
  }): Promise<VerifiedSignIn>;
}
