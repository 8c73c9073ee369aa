import type {
  HealthStatus,
  HealthStops,
} from '@understudy/plugin-understudy-common';

/**
 * What a health check found.
 *
 * @public
 */
export interface HealthObservation {
  /** How it is. */
  status: HealthStatus;
  /** What is so, in one sentence that a tired person understands. No secrets. */
  sentence: string;
  /** What to do next, if anything. */
  action?: string;
  /** A page of the docs, or of the console, that helps. */
  link?: string;
}

/**
 * Something that the Health page watches.
 *
 * @public
 */
export interface HealthCheck {
  /**
   * The name under which the state is kept; it stays the same for ever. Lower
   * case words with hyphens, at most 64 characters.
   */
  id: string;
  /** The name that people read. */
  title: string;
  /** What does not work while the check has failed. */
  stops: HealthStops;
  /** How long the check may take before it counts as failed; five seconds if not given. */
  timeoutMs?: number;
  /**
   * Looks, and changes nothing. It is called about once a minute on one
   * replica, and whenever somebody opens the Health page.
   */
  check(options: { signal: AbortSignal }): Promise<HealthObservation>;
}
