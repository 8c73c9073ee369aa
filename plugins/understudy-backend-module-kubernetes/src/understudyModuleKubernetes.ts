import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import {
  understudyConnectorsExtensionPoint,
  understudyHealthExtensionPoint,
} from '@understudy/plugin-understudy-node';
import { ClusterMetrics } from './client/ClusterMetrics';
import { clusterCheck } from './clusterCheck';
import { readKubernetesConfig } from './config/readKubernetesConfig';
import { KubernetesConnector } from './KubernetesConnector';

/**
 * Brings Kubernetes to Understudy: reads, previews and access reviews on the
 * clusters of this Backstage.
 *
 * @public
 */
export const understudyModuleKubernetes = createBackendModule({
  pluginId: 'understudy',
  moduleId: 'kubernetes',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        connectors: understudyConnectorsExtensionPoint,
        health: understudyHealthExtensionPoint,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        tracing: tracingServiceRef,
      },
      async init({ config, connectors, health, logger, metrics, tracing }) {
        const settings = readKubernetesConfig(config);
        const acts = settings.clusters.some(({ runner }) => runner);
        const connector = new KubernetesConnector(settings, {
          metrics: new ClusterMetrics(metrics),
          tracing,
        });
        connectors.addConnector(connector);
        for (const { name } of settings.clusters) {
          health.addCheck(clusterCheck(connector, name));
        }
        if (acts && !settings.commitmentKey) {
          logger.warn(
            'understudy.kubernetes.commitmentKey is not set: plans on objects with secrets must be previewed anew after a restart, and on each replica',
          );
        }
      },
    });
  },
});
