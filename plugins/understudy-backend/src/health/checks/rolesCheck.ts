import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { UnderstudyConfig } from '../../config/readUnderstudyConfig';

/** Whether anybody has a role, and whether the groups that should have one exist. */
export function rolesCheck(options: {
  config: UnderstudyConfig;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
}): HealthCheck {
  const groups = options.config.roles.map(({ group }) => group);
  const findMissing = async () => {
    const { items } = await options.catalog.getEntitiesByRefs(
      { entityRefs: groups, fields: ['kind'] },
      { credentials: await options.auth.getOwnServiceCredentials() },
    );
    return groups.filter((_, index) => !items[index]);
  };
  return {
    id: 'roles',
    title: 'Roles',
    stops: 'writes',
    async check() {
      if (groups.length === 0) {
        return {
          status: 'attention',
          sentence:
            'understudy.roles gives nobody a role: everybody who is signed in may read, and nobody may do more.',
          action:
            'Give groups of your catalog roles under understudy.roles in app-config.yaml, then restart the backend.',
        };
      }
      const missing = await findMissing().catch(error => {
        options.logger.error('The groups cannot be looked up', toError(error));
        return undefined;
      });
      if (!missing) {
        return {
          status: 'attention',
          sentence:
            'The catalog does not say whether it has the groups of understudy.roles.',
          action: 'Look at the check of the catalog.',
        };
      }
      return missing.length === 0
        ? {
            status: 'ok',
            sentence:
              groups.length === 1
                ? 'One group has roles.'
                : `${groups.length} groups have roles.`,
          }
        : {
            status: 'attention',
            sentence: `understudy.roles names ${missing.join(
              ', ',
            )}, which the catalog does not have.`,
            action:
              'Correct the name in understudy.roles, or add the group to the catalog.',
          };
    },
  };
}
