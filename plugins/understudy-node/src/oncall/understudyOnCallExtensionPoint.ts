import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { OnCallResolver } from './OnCallResolver';

/**
 * Lets a backend module say who is on call.
 *
 * @public
 */
export interface UnderstudyOnCallExtensionPoint {
  /**
   * Adds a resolver; its id must be one that no other resolver has. Those that
   * modules add are asked in their order, and the configuration after them.
   */
  addResolver(resolver: OnCallResolver): void;
}

/**
 * The extension point for who is on call.
 *
 * @public
 */
export const understudyOnCallExtensionPoint =
  createExtensionPoint<UnderstudyOnCallExtensionPoint>({
    id: 'understudy.on-call',
  });
