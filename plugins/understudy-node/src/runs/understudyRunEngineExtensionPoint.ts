import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { RunEngine } from './RunEngine';

/**
 * Lets a backend module bring what executes runs.
 *
 * @public
 */
export interface UnderstudyRunEngineExtensionPoint {
  /** Sets the engine; there is one. */
  setRunEngine(engine: RunEngine): void;
}

/**
 * The extension point for the engine that executes runs.
 *
 * @public
 */
export const understudyRunEngineExtensionPoint =
  createExtensionPoint<UnderstudyRunEngineExtensionPoint>({
    id: 'understudy.run-engine',
  });
