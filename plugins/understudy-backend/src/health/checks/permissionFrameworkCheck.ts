import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { UnderstudyConfig } from '../../config/readUnderstudyConfig';

/** Whether Backstage asks anybody before it does something. */
export function permissionFrameworkCheck(options: {
  config: UnderstudyConfig;
}): HealthCheck {
  return {
    id: 'permission-framework',
    title: 'Permissions',
    stops: 'writes',
    async check() {
      return options.config.permissionEnabled
        ? {
            status: 'ok',
            sentence:
              'Backstage asks its permission policy before anything is done.',
          }
        : {
            status: 'failed',
            sentence:
              'permission.enabled is not set: Backstage allows everybody everything, so Understudy writes nothing and shows no ledger.',
            action:
              'Set permission.enabled: true in app-config.yaml and install a permission policy, then restart the backend.',
            link: 'https://backstage.io/docs/permissions/getting-started',
          };
    },
  };
}
