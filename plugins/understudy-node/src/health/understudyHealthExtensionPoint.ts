import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { HealthCheck } from './HealthCheck';

/**
 * Lets a backend module put checks on the Health page.
 *
 * @public
 */
export interface UnderstudyHealthExtensionPoint {
  /** Adds a check; its id must be one that no other check has. */
  addCheck(check: HealthCheck): void;
}

/**
 * The extension point for checks of the Health page.
 *
 * @public
 */
export const understudyHealthExtensionPoint =
  createExtensionPoint<UnderstudyHealthExtensionPoint>({
    id: 'understudy.health',
  });
