import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { UnderstudyConfig } from '../../config/readUnderstudyConfig';

/** Whether Backstage knows any cluster. */
export function clustersCheck(options: {
  config: UnderstudyConfig;
}): HealthCheck {
  const { names, elsewhere } = options.config.clusters;
  return {
    id: 'clusters',
    title: 'Clusters',
    stops: 'nothing',
    async check() {
      const further =
        elsewhere.length > 0
          ? ` More may come from ${elsewhere.join(
              ' and ',
            )}; those are not listed here.`
          : '';
      if (names.length > 0) {
        return {
          status: 'ok',
          sentence: `Backstage knows ${names.join(', ')}.${further}`,
        };
      }
      return {
        status: 'attention',
        sentence: `The configuration names no cluster.${further}`,
        action:
          'Add your clusters under kubernetes.clusterLocatorMethods in app-config.yaml, then restart the backend.',
        link: 'https://backstage.io/docs/features/kubernetes/configuration',
      };
    },
  };
}
