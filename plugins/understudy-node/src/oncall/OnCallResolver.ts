import type { EnvironmentName } from '@understudy/plugin-understudy-common';

/**
 * For what somebody wants to know who is on call.
 *
 * @public
 */
export interface OnCallRequest {
  /** The entity, such as `component:default/payments`. */
  entityRef: string;
  /** Where. */
  environment: EnvironmentName;
  /** When. */
  at: Date;
  /** Aborted after two seconds: then nobody waits for the answer any more. */
  signal: AbortSignal;
}

/**
 * Who is on call.
 *
 * @public
 */
export interface OnCallAnswer {
  /**
   * Users of the catalog in the order in which they are called, such as
   * `user:default/sam`.
   */
  people: string[];
  /** Until when it stays so, if that is known. */
  until?: Date;
}

/**
 * Something that knows who is on call.
 *
 * @public
 */
export interface OnCallResolver {
  /** Lower case words with hyphens; no other resolver has the same. */
  id: string;
  /** The name that people read, such as `PagerDuty`. */
  title: string;
  /**
   * Looks, and changes nothing. Undefined or nobody means that it does not know;
   * then the next resolver is asked. It may throw: that is said on the Health
   * page, and the next one is asked.
   */
  resolve(request: OnCallRequest): Promise<OnCallAnswer | undefined>;
}
