import {
  resolveClusterEnvironment,
  type Environment,
} from '@understudy/plugin-understudy-common';
import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { UnderstudyConfig } from '../../config/readUnderstudyConfig';

function say(environments: readonly Environment[]): string {
  return environments
    .filter(({ clusters }) => clusters.length > 0)
    .map(({ name, clusters }) => `${name} has ${clusters.join(', ')}`)
    .join('; ');
}

/** Whether it is known to which environment each cluster belongs. */
export function environmentsCheck(options: {
  config: UnderstudyConfig;
}): HealthCheck {
  const { environments, clusters } = options.config;
  const unknown = clusters.names.filter(
    name => !resolveClusterEnvironment(name, environments).known,
  );
  const absent = environments
    .flatMap(environment => environment.clusters)
    .filter(name => !clusters.names.includes(name));
  return {
    id: 'environments',
    title: 'Environments',
    stops: 'nothing',
    async check() {
      if (unknown.length > 0) {
        return {
          status: 'attention',
          sentence: `No environment has ${unknown.join(
            ', ',
          )}, so the rules of production hold there.`,
          action:
            'Put each cluster into an environment under understudy.environments in app-config.yaml.',
        };
      }
      if (absent.length > 0 && clusters.elsewhere.length === 0) {
        return {
          status: 'attention',
          sentence: `understudy.environments has ${absent.join(
            ', ',
          )}, which Backstage does not know as a cluster.`,
          action:
            'Correct the name, or add the cluster under kubernetes.clusterLocatorMethods.',
        };
      }
      return {
        status: 'ok',
        sentence:
          clusters.names.length > 0
            ? `Every cluster has an environment: ${say(environments)}.`
            : 'There is no cluster that would need an environment.',
      };
    },
  };
}
