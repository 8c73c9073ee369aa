import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { PeopleConfig } from './types';

/** Says on the Health page whether anybody could approve anything. */
export function peopleCheck(config: PeopleConfig): HealthCheck {
  return {
    id: 'people',
    title: 'People who approve',
    stops: 'writes',
    async check() {
      const count = config.trustedOrigins.length;
      return count > 0
        ? {
            status: 'ok',
            sentence: `Users and groups are believed from ${count} ${
              count === 1 ? 'origin' : 'origins'
            } of the catalog.`,
          }
        : {
            status: 'attention',
            sentence:
              'No origin of the catalog is trusted to say who is in which group, so nobody can approve.',
            action:
              'Name the origin of your users and groups under understudy.people.trustedOrigins, such as ldap:*.',
          };
    },
  };
}
