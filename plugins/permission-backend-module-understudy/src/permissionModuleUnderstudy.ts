import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { createUnderstudyPermissionPolicy } from './createUnderstudyPermissionPolicy';
import { signedInPermissionPolicy } from './signedInPermissionPolicy';

/**
 * The permission policy of a host that has none of its own.
 *
 * @remarks
 *
 * What is not Understudy's is allowed to everyone who is signed in. A host that has a policy keeps it, and
 * composes it with {@link createUnderstudyPermissionPolicy} instead of installing this module.
 *
 * @public
 */
export const permissionModuleUnderstudy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'understudy',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        policy: policyExtensionPoint,
      },
      async init({ config, events, policy }) {
        policy.setPolicy(
          createUnderstudyPermissionPolicy({
            config,
            events,
            fallback: signedInPermissionPolicy,
          }),
        );
      },
    });
  },
});
