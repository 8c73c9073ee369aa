import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { createUnderstudyPermissionPolicy } from '@understudy/plugin-permission-backend-module-understudy';
import { HostPermissionPolicy } from './HostPermissionPolicy';

/** The one policy of the example host: its own rules, with Understudy's roles in front. */
export const permissionModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'example-host-policy',
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
            fallback: HostPermissionPolicy.fromConfig(config),
          }),
        );
      },
    });
  },
});
