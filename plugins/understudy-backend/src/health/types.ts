import type { HealthReport } from '@understudy/plugin-understudy-common';

/** Knows how this installation is. */
export interface HealthService {
  /** How everything is now. A check that fails is an answer, not an error. */
  report(): Promise<HealthReport>;

  /**
   * Looks when nobody asks, so that it is known since when something is so,
   * and forgets checks that are long gone.
   */
  observe(): Promise<void>;
}
