import type { JsonObject } from '@backstage/types';

/** Whom a request claims to come from. */
export interface Impersonation {
  user: string;
  groups: readonly string[];
}

/** One request to a Kubernetes API. */
export interface KubeRequest {
  method: 'GET' | 'POST' | 'PATCH';
  /** The path, with its parts already escaped. */
  path: string;
  query?: Record<string, string | undefined>;
  body?: JsonObject;
  contentType?: string;
  accept?: string;
  impersonate?: Impersonation;
  signal: AbortSignal;
  /** What it is about, in words, such as `Deployment payments in checkout`. */
  what: string;
  /** What it does, in words, such as `patch deployments.apps/scale`. */
  action: string;
  /** Who sends it, in words. */
  who: string;
}
