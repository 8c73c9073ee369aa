import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Connector } from './Connector';

/**
 * Lets a backend module bring a system that plans can act on.
 *
 * @public
 */
export interface UnderstudyConnectorsExtensionPoint {
  /** Adds a connector; its id must be one that no other connector has. */
  addConnector(connector: Connector): void;
}

/**
 * The extension point for connectors.
 *
 * @public
 */
export const understudyConnectorsExtensionPoint =
  createExtensionPoint<UnderstudyConnectorsExtensionPoint>({
    id: 'understudy.connectors',
  });
