import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
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
        policy: policyExtensionPoint,
      },
      async init({ config, policy }) {
        policy.setPolicy(
          createUnderstudyPermissionPolicy({
            config,
            fallback: HostPermissionPolicy.fromConfig(config),
          }),
        );
      },
    });
  },
});
